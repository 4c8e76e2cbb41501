export {
  type Commune,
  type Departement,
  type Epci,
  explainCommune,
  type Geography,
  geography,
  geographyOfYear,
} from './geography.js';
export { assertCommune, assertCommunes, assertKnownVintage, warnOfVintage } from './known-place.js';
export {
  readInAnother,
  readInAnotherInWords,
  type Vintage,
  vintageOf,
  vintages,
  vintagesInWords,
} from './vintage.js';
