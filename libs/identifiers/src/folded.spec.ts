import { folded, inOrder, wordsOf } from './folded.js';

test.each<[string, string, string]>([
  ['accents', 'École d’été', 'ecole d ete'],
  ['both apostrophes', "L'écluse", 'l ecluse'],
  ['the typographic one', 'L’écluse', 'l ecluse'],
  ['a modifier letter as apostrophe', 'Lʼécluse', 'l ecluse'],
  ['ligatures', 'Crèvecœur-le-Grand', 'crevecoeur le grand'],
  ['ligatures in capitals', 'CŒUR, Lætitia', 'coeur laetitia'],
  ['no-break and narrow spaces', '50\u00a0%\u202fdes familles', '50 des familles'],
  ['every hyphen', 'Saint‑Aubin–du\u2010Bois', 'saint aubin du bois'],
  ['Saint and St', 'St Aubin', 'saint aubin'],
  ['Sainte and Ste', 'STE-COLOMBE', 'sainte colombe'],
  ['decomposed letters', 'E\u0301cole', 'ecole'],
  ['Turkish capitals', 'İzmir', 'izmir'],
  ['ends', '  \u00a0Anor \n', 'anor'],
  ['nothing but signs', ' % — ! ', ''],
])('%s', (_what, text, expected) => {
  expect(folded(text)).toBe(expected);
  expect(folded(folded(text))).toBe(expected);
});

test('a search is a set of words', () => {
  expect(wordsOf("d'allocations  la Caisse d’")).toEqual(['d', 'allocations', 'la', 'caisse']);
  expect(wordsOf(' – ')).toEqual([]);
});

test('words in the order of the dictionary, numbers by size', () => {
  const list = ['F10', 'Étréaupont', 'f2', 'Anor', 'Zuydcoote', 'F 1', 'Eppe-Sauvage', 'anor 2', 'F02'];
  expect(
    list.sort((one, other) => (inOrder(one) < inOrder(other) ? -1 : inOrder(one) > inOrder(other) ? 1 : 0)),
  ).toEqual(['Anor', 'anor 2', 'Eppe-Sauvage', 'Étréaupont', 'F 1', 'f2', 'F02', 'F10', 'Zuydcoote']);
});
