import { tableLines } from './table.js';

const columns = [
  { title: 'Thème', width: 12 },
  { title: 'Prévu', width: 10, right: true },
];

test('columns are aligned, figures at the right, long texts go on below, holes are said', () => {
  const rows = [
    ['Petite enfance et parentalité', '8 000 €'],
    ['Logement', ''],
  ];
  expect(tableLines(columns, rows)).toEqual([
    'Thème          Prévu',
    '───────────  ───────',
    'Petite       8 000 €',
    'enfance et',
    'parentalité',
    'Logement           —',
  ]);
});

test('a word longer than its column is cut, never the columns beside it', () => {
  expect(tableLines(columns, [['abcdefghijklmnop', '1']])).toEqual([
    'Thème         Prévu',
    '────────────  ─────',
    'abcdefghijkl      1',
    'mnop',
  ]);
});

test('a French sign is not torn from its word', () => {
  expect(tableLines([{ title: 'Quoi', width: 9 }], [['Adopter « oui » : 12 €']]).slice(2)).toEqual([
    'Adopter',
    '« oui » :',
    '12 €',
  ]);
});
