import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Product, startedProduct } from './product-testing.js';

let product: Product;
beforeAll(async () => {
  product = await startedProduct();
}, 200_000);
afterAll(() => product?.end());

const head = `title: Essai
caf: caf-59
organisation: 200043404
personas:
  conseillere: { role: caf_adviser }
  maire: { role: legal_representative, organisation: 215900127 }
values: { document: 12345678901234567890 }
steps:
`;

/** What `ctg check` says of the steps; the head of the file has 8 lines. */
async function checked(steps: string, top = head) {
  const file = join(product.folder, 'essai.yaml');
  writeFileSync(file, top + steps);
  const { code, said } = await product.ctg('check', file);
  return { code, said: said.replaceAll(file, 'essai.yaml') };
}

const opening = (fields: string) =>
  `  - { as: conseillere, do: partners.open-convention, name: c, with: { title: X, caf: 900059007, territory: { name: X, cogVintage: 2026, communes: [59012] }, effectOn: 2026-01-01, endsOn: 2030-12-31, ${fields} } }\n`;

test.each<[string, string, RegExp]>([
  [
    'a role without the right to a command',
    '  - { as: maire, do: partners.lapse-convention, on: { conventionId: 0190f0a0-0000-7000-8000-000000000001 } }',
    /:9:11 : .*« legal_representative » n’en a pas le droit\. Qui le peut : caf_adviser, copil_secretary/,
  ],
  [
    'a day that does not exist',
    opening('openedOn: 2025-02-30'),
    /« openedOn » : .*un jour qui existe.*2025-02-30/,
  ],
  [
    'a day to come of what happened',
    opening('openedOn: 2090-01-01'),
    /« openedOn » : une date passée.*2090-01-01/,
  ],
  [
    'a value that is not of the list',
    opening('themes: [{ code: x, label: X, nationalTheme: enfanec }]'),
    /« themes\.0\.nationalTheme » : attendu : petite-enfance, .*Vouliez-vous dire « enfance » \?/,
  ],
  [
    'a SIREN whose key is wrong, in the address',
    '  - { as: conseillere, do: partners.register-organisation, on: { organisation: 215900128 }, with: { name: X, kind: commune } }',
    /:9:\d+ : .*« organisation » : La clé de ce SIREN est fausse/,
  ],
  [
    'a RNA number that is none',
    '  - { as: conseillere, do: partners.register-organisation, on: { organisation: W12 }, with: { name: X, kind: association } }',
    /Numéro RNA attendu/,
  ],
  [
    'a SIRET whose key is wrong',
    '  - { as: conseillere, do: partners.register-organisation, on: { organisation: 215902495 }, with: { name: X, kind: commune, siret: 21590249500018 } }',
    /« siret » : La clé de ce SIRET est fausse/,
  ],
  [
    'a code that is no INSEE code',
    '  - { as: conseillere, get: partners.list-conventions, with: { commune: 5901 } }',
    /« commune » : attendu : un code INSEE/,
  ],
  [
    'a filter that the question has not',
    '  - { as: conseillere, get: partners.list-conventions, with: { comune: 59012 } }',
    /le filtre « comune » n’existe pas\. Vouliez-vous dire « commune » \? Filtres : commune/,
  ],
  [
    'a filter in an address that was written out',
    '  - { as: conseillere, get: "/api/partners/conventions?limit=1000" }',
    /partners\.list-conventions : « limit » : attendu : au plus 200/,
  ],
  [
    'an address of no question',
    '  - { as: conseillere, get: /api/partners/convention }',
    /Vouliez-vous dire « \/api\/partners\/conventions » \?/,
  ],
  [
    'a field at any depth that does not exist',
    opening('themes: [{ code: x, libelle: X }]'),
    /« themes\.0 » : le champ « libelle » n’existe pas\..* Champs : code, label/,
  ],
  [
    'a moment that is none',
    `${opening('')}  - { as: conseillere, get: history.read-state, with: { knownAt: 2026-02-30 } }`,
    /« knownAt »/,
  ],
  [
    'a path that is in no answer',
    `${opening('')}  - { as: conseillere, get: partners.get-mandate, answer: { holder: cc-01 } }`,
    /« holder » : « holder » n’est dans aucune réponse\. Champs : on, officers/,
  ],
  [
    'a field that no element of a list has',
    `${opening('')}  - { as: conseillere, get: partners.list-work, answer: { items.*.kynd: { contains: x } } }`,
    /« kynd » n’est dans aucune réponse\. Vouliez-vous dire « kind » \?/,
  ],
  [
    'a hash of digits, which YAML reads as a number',
    `${opening('')}  - { as: conseillere, do: partners.file-document, with: { title: X, documentHash: "\${document}" } }`,
    /« documentHash » : attendu : une empreinte SHA-256 .*« 12345678901234567890 »/,
  ],
  [
    'a hash that YAML reads as a power of ten',
    `${opening('')}  - { as: conseillere, do: partners.file-document, with: { title: X, documentHash: 1e5 } }`,
    /« documentHash » : attendu : une empreinte SHA-256 .*« 1e5 »/,
  ],
  [
    'a name that nobody gave',
    `${opening('')}  - { as: conseillere, do: action-plans.start-action, on: { action: $f1 } }`,
    /\$f1 n’est le nom d’aucune étape/,
  ],
  [
    'a name that is no identifier',
    `${opening('')}  - { as: conseillere, do: action-plans.start-action, on: { action: f1 } }`,
    /« actionId » : attendu : \$nom d’une étape/,
  ],
  [
    'a name of a step that is refused on purpose',
    `${opening('').replace(' } }\n', ' }, expect: { rejected: unknown-epci } }')}\n  - { as: conseillere, do: partners.lapse-convention, convention: $c }`,
    /\$c est le nom d’une étape qui attend un refus/,
  ],
])('check finds %s', async (_what, steps, sentence) => {
  const { code, said } = await checked(steps);
  expect(said).toMatch(sentence);
  expect(code).toBe(1);
});

test('check finds whom the head of the file names wrongly, once each', async () => {
  const top = head
    .replace('caf: caf-59', 'caf: Nord')
    .replace('215900127', '215900128')
    .replace('200043404', '12');
  const { said } = await checked(opening(''), top);
  expect(said.split('\n')).toEqual([
    expect.stringMatching(/essai\.yaml:2:6 : Code de Caf attendu/),
    expect.stringMatching(/essai\.yaml:3:15 : SIREN attendu/),
    expect.stringMatching(/essai\.yaml:6:\d+ : La clé de ce SIREN est fausse/),
  ]);
});

test('check finds the faults of one step together, and leaves alone what is refused on purpose', async () => {
  const wrong = opening('openedOn: 2025-02-30, themes: [{ code: UN }]');
  expect((await checked(wrong)).said.split('\n')).toHaveLength(2);
  const { code, said } = await checked(wrong.replace(/ \}\n$/, ', expect: { status: 422 } }\n'));
  expect([code, said]).toEqual([0, '']);
});

test('where nothing is rehearsed, check and play say so at the first step that needs it, and nothing is played', async () => {
  const scenario = join(import.meta.dirname, 'late-entry.yaml');
  for (const command of ['check', 'play']) {
    const { code, said } = await product.ctg(command, scenario);
    expect([code, said]).toEqual([1, expect.stringMatching(/^[^\n]*recordedAt[^\n]*REHEARSAL=true[^\n]*$/)]);
  }
  expect((await product.ctg('conventions')).out).not.toContain('Anor');
});
