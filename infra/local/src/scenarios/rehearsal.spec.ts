import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaEnvironment } from '@ctg/feed/kafka';
import { type StandIn, startStandIn } from '@ctg/local-eventstoredb';
import { describeWithKafka } from '@ctg/local-kafka/testing';
import { z } from 'zod';
import { startLocal } from '../index.js';
import { type Product, startedProduct } from './product-testing.js';

const scenario = join(import.meta.dirname, 'late-entry.yaml');

let rehearsal: Product;
beforeAll(async () => {
  rehearsal = await startedProduct({ rehearsal: true });
}, 200_000);
afterAll(() => rehearsal?.end());

test('a rehearsal plays what was entered late, and is asked what was known before and after', async () => {
  const { code, said } = await rehearsal.ctg('play', scenario, '--json');
  expect([code, said]).toEqual([0, '']);
  const { out } = await rehearsal.ctg('history', 'Anor');
  expect(out).toMatch(/06\/02\/2023 .*\[enregistré le 05\/03\/2024, essai\]/);
  // Another passage begins anew, in its own past.
  expect((await rehearsal.ctg('play', scenario, '--json')).code).toBe(0);
}, 300_000);

const head = `title: Essai
caf: caf-59
personas: { conseillere: { role: caf_adviser } }
steps:
`;
const opening = (recordedAt: string, openedOn = '2020-01-06', name = 'c') =>
  `  - { as: conseillere, do: partners.open-convention, name: ${name}, ${recordedAt}with: { title: X, caf: 900059007, territory: { name: X, cogVintage: 2026, communes: [59012] }, effectOn: 2026-01-01, endsOn: 2030-12-31, openedOn: ${openedOn} } }\n`;
const adding = (more: string) =>
  `  - { as: conseillere, do: partners.add-theme, ${more}with: { code: jeunesse } }\n`;

test.each<[string, string, RegExp]>([
  ['a moment that is none', opening('recordedAt: 2024-02-30, '), /:5:\d+ : .*attendu : un jour/],
  ['one without its zone', opening('recordedAt: 2024-03-05T10:00:00, '), /un instant avec son fuseau/],
  ['one to come', opening('recordedAt: 2090-01-01, '), /une heure qui n’est pas encore venue/],
  [
    'one before what was recorded of the same convention',
    opening('recordedAt: 2024-03-05, ') + adding('recordedAt: 2024-03-04, '),
    /:6:\d+ : .*l’étape 1, de la même convention, est enregistrée plus tard/,
  ],
  [
    'one before, though another convention was spoken of in between',
    opening('recordedAt: 2024-03-05, ') +
      opening('recordedAt: 2022-01-01, ', '2020-01-06', 'd') +
      adding('convention: $c, recordedAt: 2023-01-01, '),
    /:7:\d+ : .*l’étape 1, de la même convention/,
  ],
  [
    'one after what is recorded when it is played',
    opening('') + adding('recordedAt: 2024-03-05, '),
    /:6:\d+ : .*l’étape 1, .* ne dit pas d’heure/,
  ],
  [
    'what had not happened by then',
    opening('recordedAt: 2024-03-05, ', '2024-03-06'),
    /« openedOn » : une date passée, .*\(2024-03-05\)/,
  ],
  [
    'one of a question',
    `${opening('')}  - { as: conseillere, get: partners.get-convention, recordedAt: 2024-03-05 }`,
    /:6:\d+ : « recordedAt » ne vaut que pour ce qui s’enregistre/,
  ],
])('check finds %s', async (_what, steps, sentence) => {
  const file = join(rehearsal.folder, 'essai.yaml');
  writeFileSync(file, head + steps);
  const { code, said } = await rehearsal.ctg('check', file);
  expect([code, said.split('\n')]).toEqual([1, [expect.stringMatching(sentence)]]);
});

test('what was rehearsed serves nothing else', async () => {
  const settings = { port: 0, dataDir: join(rehearsal.folder, 'data'), logLevel: 'silent' } as const;
  await rehearsal.stop();
  const runs = (more: object) => startLocal({ ...settings, ...more }).then((product) => product.stop());
  await expect(runs({})).rejects.toThrow('Ce journal est celui d’un essai');
  expect(await runs({ rehearsal: true })).toEqual([]);
}, 300_000);

describeWithKafka('kept in EventStoreDB, over Kafka', () => {
  const kafka = z.object(kafkaEnvironment).parse({});
  let server: StandIn | undefined;
  let product: Product | undefined;
  afterAll(async () => {
    await product?.end();
    await server?.kill();
  });

  test('a rehearsal plays the same, Kafka holds what the journal holds, and what was rehearsed serves nothing else', async () => {
    server = await startStandIn();
    const eventStore = { kind: 'eventstoredb', url: server.url(), mustBeSafe: false } as const;
    product = await startedProduct({ rehearsal: true, eventStore, kafka });
    const { code, said } = await product.ctg('play', scenario, '--json');
    expect([code, said]).toEqual([0, '']);
    const { out } = await product.ctg('relay', 'verify', '--json');
    expect(JSON.parse(out).found).toMatchObject({ missing: 0, altered: 0, foreign: 0, outOfOrder: 0 });
    await expect(startedProduct({ eventStore })).rejects.toThrow('Ce journal est celui d’un essai');
  }, 400_000);
});
