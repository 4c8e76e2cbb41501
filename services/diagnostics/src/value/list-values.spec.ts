import { sideBySide } from './list-values.js';
import { indicatorKey } from './subject-of-value.js';
import type { ShownValue } from './value-row.js';

/** Choisy-le-Roi, T12 Grand Paris and the Val-de-Marne, as published. */
const population = (level: 'commune' | 'epci' | 'departement', code: string, value: number): ShownValue => ({
  valueId: `0190f0a0-0000-7000-8000-0000000${code.padStart(5, '0').slice(-5)}`,
  indicator: level === 'epci' ? 'population' : 'Population',
  unit: 'habitants',
  geography: { level, code, vintage: 2019 },
  year: 2017,
  value,
  source: 'Insee',
  retrievedOn: '2020-01-01',
  version: 1,
  corrections: [],
});

test('a territory stands beside larger ones, smallest first', () => {
  const compared = sideBySide([
    population('departement', '94', 1_387_926),
    population('epci', '20005', 704_464),
    population('commune', '94022', 45_331),
    { ...population('commune', '94022', 44_000), year: 2013 },
  ]);
  expect(compared.map(({ year, values }) => [year, values.map(({ value }) => value)])).toEqual([
    [2017, [45_331, 704_464, 1_387_926]],
    [2013, [44_000]],
  ]);
});

test('an indicator is the same in words and as a slug', () => {
  expect(indicatorKey('Taux de couverture « petite enfance »')).toBe('taux-de-couverture-petite-enfance');
});
