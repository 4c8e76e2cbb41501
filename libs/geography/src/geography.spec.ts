import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  explainCommune,
  geography,
  geographyOfYear,
  readInAnother,
  readInAnotherInWords,
  vintageOf,
  vintages,
} from './index.js';

test.each(vintages)('the CC du Sud-Avesnois has its 12 communes in %s', (vintage) => {
  const official = geography(vintage);
  const epci = official.epci('200043404');
  expect(epci?.communes).toHaveLength(12);
  expect(epci?.communes.map((code) => official.commune(code)?.name)).toContain('Fourmies');
  expect(official.commune('59012')).toMatchObject({ name: 'Anor', siren: '215900127', departement: '59' });
  expect(official.departement('59')?.name).toBe('Nord');
  expect(official.communeOfSiren('215900127')?.name).toBe('Anor');
  // Several communes are called Saint-Aubin, one is called Anor.
  expect(['39476', '59529', '59012'].map((code) => official.besideName(code))).toEqual([
    'Jura',
    'Nord',
    undefined,
  ]);
});

test.each(vintages)('every row of the official list of %s is found as it stands there', (vintage) => {
  const rows = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve(`cog-${vintage}/data/communes.json`), 'utf8'),
  ) as { code: string; nom: string; type: string; siren?: string; population?: number }[];
  const official = geography(vintage);
  const wrong = rows
    .filter(({ type }) => type === 'commune-actuelle')
    .filter(({ code, nom, population }) => {
      const found = official.commune(code);
      return found?.name !== nom || found.population !== population;
    });
  expect(wrong).toEqual([]);
  expect(['00000', '59013b', '99999', ''].map(official.commune)).toEqual(Array(4).fill(undefined));
  const [some] = rows.filter(({ siren }) => siren !== undefined);
  if (some) expect(official.communeOfSiren(some.siren ?? '')?.code).toBe(some.code);
  expect(['200043404', '1', ''].map(official.communeOfSiren)).toEqual([undefined, undefined, undefined]);
});

test('Paris, Corsica and overseas have their communes', () => {
  expect(geography(2026).commune('75056')?.name).toBe('Paris');
  expect(geography(2026).commune('2A004')?.name).toBe('Ajaccio');
  expect(geography(2026).commune('97411')?.name).toBe('Saint-Denis');
});

test('a part of a commune, an arrondissement and a code of nothing are explained', () => {
  const official = geography(2026);
  expect(official.commune('75101')).toBeUndefined();
  expect(explainCommune(2026, '75101')).toContain('un arrondissement municipal de Paris (75056)');
  expect(explainCommune(2019, '69381')).toContain('de Lyon (69123)');
  expect(official.explain('99999')).toBe('99999 n’est pas une commune du code officiel géographique 2026.');
});

test('communes merge: what was one in 2024 is a part of another in 2026', () => {
  expect(geography(2024).commune('01330')?.name).toBe('Ruffieu');
  expect(geography(2026).commune('01330')).toBeUndefined();
  expect(geography(2026).explain('01330')).toMatch(/commune déléguée de .+ \(01187\)/);
});

test.each([
  // A part of it, and a commune of which nothing but the code is left.
  [2026, '85041', '85292', 'commune déléguée de Rives-du-Fougerais (85292)'],
  [2022, '19092', '19143', 'elle fait partie de Montaignac-sur-Doustre (19143)'],
  [2026, '75101', '75056', 'arrondissement municipal de Paris'],
] as const)('in %s, %s belongs to %s', (vintage, code, whole, sentence) => {
  expect(geography(vintage).commune(code)).toBeUndefined();
  expect(geography(vintage).successor(code)?.code).toBe(whole);
  expect(geography(vintage).explain(code)).toContain(sentence);
});

test.each(vintages)(
  'the établissements publics territoriaux of Greater Paris are intercommunalities in %s',
  (vintage) => {
    const official = geography(vintage);
    expect(official.epci('200057875')).toMatchObject({ name: 'Est Ensemble', kind: 'EPT' });
    expect(official.epci('200057875')?.communes.every((code) => official.commune(code))).toBe(true);
  },
);

test('a year that the official package lacks is read in the nearest, which says its own year', () => {
  expect(vintages.map(vintageOf)).toEqual(vintages);
  expect(geographyOfYear(2020)?.vintage).toBe(2019);
  expect([2020, 2021].map(readInAnother)).toEqual([{ readInVintage: 2019 }, {}]);
  expect([2020, 2021].map(readInAnotherInWords)).toEqual([
    'Le millésime 2020 n’a pas été publié en entier : les lieux sont lus dans celui de 2019.',
    undefined,
  ]);
  expect([2018, Math.max(...vintages) + 1].map(vintageOf)).toEqual([undefined, undefined]);
});
