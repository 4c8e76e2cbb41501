export { type Commune, type Departement, type Epci, type Geography, geography } from './geography.js';
export { isVintage, type Vintage, vintages } from './vintage.js';
