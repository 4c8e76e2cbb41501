import { readAmount } from './french-amount.js';

test.each([
  ['12 000 €', 12_000],
  ['12\u00a0000\u202f€', 12_000],
  ['12\u2009000 euros', 12_000],
  ['1 234,50', 1_234.5],
  ['1234.5 EUR', 1_234.5],
  ['12 k€', 12_000],
  ['1,5 M€', 1_500_000],
  ['0,125 M€', 125_000],
  ['8107', 8_107],
  ['- 5 €', undefined],
  ['12,000', undefined],
  ['1.234.567 €', undefined],
  ["12'000 €", undefined],
  ['12 00 €', undefined],
  ['à définir', 'words'],
  ['0,2 ETP', 'words'],
  ['8 000 à 10 000 €', 'words'],
  ['50 000 € par an', 'words'],
  ['une salle par mois', 'words'],
  ['12 k', 'words'],
])('%s is %s', (text, expected) => {
  expect(readAmount(text)).toBe(expected);
});
