import { placeInWords } from './observed-place.js';

test.each([
  [{ level: 'commune', code: '59249', vintage: 2026 }, 'Fourmies'],
  [{ level: 'commune', code: '39476', vintage: 2026 }, 'Saint-Aubin (Jura)'],
  [{ level: 'epci', code: '200043404', vintage: 2026 }, 'CC du Sud Avesnois'],
  [{ level: 'epci', code: '200057875', vintage: 2022 }, 'Est Ensemble'],
  [{ level: 'departement', code: '59', vintage: 2020 }, 'Nord (département)'],
  [{ level: 'region', code: '32', vintage: 2026 }, 'région 32'],
  [{ level: 'canton', code: '5919', vintage: 2026 }, 'canton 5919'],
  [{ level: 'commune', code: '59249' }, 'commune 59249'],
  [{ level: 'territory' }, 'le territoire'],
  [{ level: 'france' }, 'France'],
])('%j is %s', (place, words) => {
  expect(placeInWords(place)).toBe(words);
});
