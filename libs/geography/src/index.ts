export {
  type Commune,
  type Departement,
  type Epci,
  explainCommune,
  type Geography,
  geography,
} from './geography.js';
export { isVintage, type Vintage, vintages } from './vintage.js';
