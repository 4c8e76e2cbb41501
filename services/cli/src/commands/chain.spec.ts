import { askingFrom } from '../cli-testing.js';

const step = (depth: number, kindLabel: string, title: string, more: object = {}) => ({
  depth,
  kindLabel,
  title,
  lacks: [],
  again: false,
  ...more,
});
const need = step(0, 'besoin', 'Un lieu pour les jeunes', { lacks: ['besoin sans action'] });
const broken = { label: 'besoin sans action', title: 'Un lieu pour les jeunes' };
const { ctg, asked } = askingFrom((url) =>
  url.includes('/breaks')
    ? { items: [broken, broken] }
    : url.includes('cursor=')
      ? { items: [step(1, 'enjeu', 'Accueillir'), step(1, 'enjeu', 'Accueillir', { again: true })] }
      : { items: [need], nextCursor: 'suite' },
);

test('the chain as a tree, with what lacks, and how many breaks there are', async () => {
  expect(await ctg('chain', 'sud')).toEqual({
    code: 0,
    out: [
      'Besoin : Un lieu pour les jeunes  [besoin sans action]',
      '  Enjeu : Accueillir',
      '  Enjeu : Accueillir  (suite : voir plus haut)',
      '',
      '2 ruptures dans la chaîne.',
      '     2  besoin sans action',
    ],
  });
});

describe('what is taken over', () => {
  const origin = { conventionId: 'x', title: 'CTG 2019-2022' };
  const taken = askingFrom((url) => ({
    items: url.includes('/breaks')
      ? []
      : [
          step(0, 'jugement', 'Atteint'),
          step(1, 'mesure', '46 enfants', { origin, takenOver: true }),
          step(2, 'indicateur', 'Enfants', { origin }),
          step(0, 'besoin', 'Un lieu', { origin: { conventionId: 'x' }, takenOver: true }),
        ],
  }));

  test('says of which convention it is, and what leads to it where that is', async () => {
    expect((await taken.ctg('chain', 'sud', '--up')).out.slice(0, 4)).toEqual([
      'Jugement : Atteint',
      '  Mesure : 46 enfants  (repris de « CTG 2019-2022 »)',
      '    Indicateur : Enfants  (dans « CTG 2019-2022 »)',
      'Besoin : Un lieu  (repris de la convention précédente)',
    ]);
  });
});

test('back up from a decision', async () => {
  await ctg('chain', 'sud', '--up', '--from', 'bilan 2026', '--effective-at', '2026-11-30');
  expect(asked).toContainEqual(
    expect.stringContaining('/chain?limit=200&effectiveAt=2026-11-30&direction=up&from=bilan%202026'),
  );
});

test('the breaks alone, as a table', async () => {
  expect((await ctg('chain', 'sud', '--breaks')).out).toEqual([
    'Rupture             De quoi il s’agit        Dans',
    '──────────────────  ───────────────────────  ────',
    'Besoin sans action  Un lieu pour les jeunes  —',
    'Besoin sans action  Un lieu pour les jeunes  —',
    '2 ruptures dans la chaîne.',
  ]);
});

describe('nothing recorded', () => {
  const empty = askingFrom(() => ({ items: [] }));

  test('is no chain without a break', async () => {
    expect((await empty.ctg('chain', 'sud')).out).toEqual(['Aucun besoin n’est enregistré ce jour-là.']);
    expect((await empty.ctg('chain', 'sud', '--up')).out).toEqual([
      'Aucune décision n’est enregistrée ce jour-là.',
    ]);
    expect((await empty.ctg('chain', 'sud', '--from', 'logement')).out).toEqual([
      'Rien de tel dans la chaîne.',
    ]);
  });
});
