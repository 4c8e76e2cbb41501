import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Product, startedProduct } from './product-testing.js';

const title = 'Œuvre de l’Écluse : favoriser l’(ré)insertion professionnelle';

/** One thing of that title in each list that is searched. */
const scenario = `title: Recherche
caf: caf-59
cog: 2026
organisation: 200043404
steps:
  - as: caf_adviser
    steps:
      - do: partners.register-organisation
        on: { organisation: 200043404 }
        with: { name: CC Sud-Avesnois, kind: epci }
      - do: partners.register-organisation
        on: { organisation: W595001234 }
        with: { name: "${title}", kind: association }
      - do: partners.register-organisation
        on: { organisation: 900059007 }
        with: { name: Caf du Nord, kind: caf }
      - do: partners.open-convention
        name: convention
        with:
          title: "${title}"
          caf: 900059007
          territory: { name: Anor, cogVintage: "\${cog}", communes: [59012] }
          effectOn: 2026-01-01
          endsOn: 2030-12-31
          themes: [{ code: petite-enfance }]
      - do: action-plans.add-axis
        name: axe
        with: { title: Petite enfance, theme: petite-enfance }
      - do: action-plans.add-objective
        name: objectif
        with: { axisId: $axe, title: Coordonner }
      - do: action-plans.propose-action
        with: { title: "${title}", objectiveId: $objectif, approach: develop }
`;

const lists = ['partners.list-organisations', 'partners.list-conventions', 'history.list-conventions'];
const found = [
  'oeuvre',
  'Œuvre',
  'ecluse',
  'ÉCLUSE',
  "l'écluse",
  'l’écluse',
  'Écluse'.normalize('NFD'),
  'reinsertion',
  'réinsertion',
  'réinsertion'.normalize('NFD'),
  '(ré)insertion',
  'insertion',
  "l'(re)insertion professionnelle",
];
const notFound = ['ecluses', 'désinsertion', 'sionpro'];

let product: Product;
beforeAll(async () => {
  product = await startedProduct();
}, 200_000);
afterAll(() => product?.end());

test('every list that is searched finds what people type', async () => {
  const asks = [...lists, 'action-plans.list-actions'].flatMap((list) => [
    ...found.map((text) => ({ list, text, count: 1 })),
    ...notFound.map((text) => ({ list, text, count: 0 })),
  ]);
  const questions = asks.map(
    ({ list, text, count }) =>
      `      - { get: ${list}, with: { text: ${JSON.stringify(text)} }, answer: { items: { count: ${count} } } }\n`,
  );
  const file = join(product.folder, 'recherche.yaml');
  writeFileSync(file, scenario + questions.join(''));
  const { code, out, said } = await product.ctg('play', file, '--json');
  expect([code, said]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ steps: 7 + 4 * (found.length + notFound.length), sentAgain: 0 });
}, 200_000);
