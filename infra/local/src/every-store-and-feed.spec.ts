import { randomUUID } from 'node:crypto';
import { fieldWords } from '@ctg/convention/words';
import { kafkaEnvironment } from '@ctg/feed/kafka';
import { type StandIn, startStandIn } from '@ctg/local-eventstoredb';
import { describeWithKafka } from '@ctg/local-kafka/testing';
import { freePort } from '@ctg/local-postgres';
import { z } from 'zod';
import { anonymous, type Life, lives, tableDifferences, toldBy } from './lives-testing.js';
import { type LocalSettings, readSettings } from './settings.js';
import type { Tables } from './tables-testing.js';

/**
 * The same life of one convention, kept in each of the two stores, carried by each of the two feeds: a real EventStoreDB when
 * an address is given. PostgreSQL with Kafka is what chaos plays on (infra/chaos).
 */
const { EVENTSTOREDB_URL: real } = process.env;
const { played, stop, end } = lives('ctg-every-');
let runId: string;
let port: number;
let postgres: Life;
let tables: Tables;

/** The life that others are compared with; the next one begins where it ended. */
async function playOnPostgres(): Promise<void> {
  runId = randomUUID();
  postgres = await played('postgres', { port }, runId);
  for (const deadline = Date.now() + 30_000; !(await postgres.isSettled()) && Date.now() < deadline; )
    await new Promise((resolve) => setTimeout(resolve, 100));
  // A server that is not ours holds other lives, too.
  tables = await postgres.tables(real ? postgres.convention : undefined);
}

beforeAll(async () => {
  port = await freePort();
  await playOnPostgres();
}, 400_000);
// The next one has the same port: a person is one of an address.
afterEach(() => stop());
afterAll(end);

/** What the first one kept of a life would be answered as repeats: so each has a server, or a life, of its own. */
async function onEventStoreDb(
  more: Pick<LocalSettings, 'kafka'> = {},
  lastly: (life: Life) => Promise<void> = async () => {},
): Promise<void> {
  const server: StandIn | undefined = real ? undefined : await startStandIn();
  try {
    // As `npm start` reads it.
    const url = server ? { EVENTSTOREDB_URL: server.url() } : {};
    const environment = { ...process.env, ...url, EVENT_STORE: 'eventstoredb' };
    const { eventStore } = readSettings(environment, '/');
    if (!eventStore) throw new Error('EVENT_STORE=eventstoredb is not read');
    const name = more.kafka ? 'eventstoredb-kafka' : 'eventstoredb';
    const life = await played(name, { port, eventStore, ...more }, runId);
    await expectTheSame(life);
    await lastly(life);
    await stop();
  } finally {
    await server?.kill();
  }
}

async function expectTheSame(life: Life): Promise<void> {
  for (const service of ['partners', 'diagnostics', 'action-plans', 'evaluation'])
    expect(toldBy(service, life)).toEqual(toldBy(service, postgres));
  expect(life.history.length).toBeGreaterThan(280);
  expect(anonymous(life.state)).toEqual(anonymous(postgres.state));
  expect(life.convention).toBe(postgres.convention);
  expect(Object.keys(tables).length).toBeGreaterThan(20);
  expect(Object.values(tables).flat().length).toBeGreaterThan(400);
  expect(await tableDifferences(tables, life, real ? life.convention : undefined)).toEqual([]);
  expect(await life.ctg('dead-letters', 'list')).toEqual(['Aucun événement mis de côté.']);
}

test('every field that a state has is called by a word; nothing passes through Kafka that was not asked to', async () => {
  const untold = [...fieldsOf(JSON.parse(postgres.state))].filter((name) => !(name in fieldWords));
  expect(untold).toEqual([]);
  await expect(postgres.ctg('relay', 'status')).rejects.toThrow('ne passent pas par Kafka');
});

test(
  'the product on EventStoreDB has the same histories, state and read models, row by row, as on PostgreSQL',
  () => onEventStoreDb(),
  400_000,
);

describeWithKafka('on EventStoreDB, with Kafka between the services', () => {
  const kafka = z.object(kafkaEnvironment).parse({});
  // What the server holds of the life before would be answered as repeats, where it is not ours.
  beforeAll(async () => {
    if (real) await playOnPostgres().then(stop);
  }, 400_000);

  test(
    'it has the same histories, state and read models, row by row, and Kafka holds all that happened',
    () =>
      onEventStoreDb({ kafka }, async ({ ctg, history }) => {
        const [status = '{}'] = await ctg('relay', 'status', '--json');
        expect(JSON.parse(status)).toMatchObject({ caughtUp: true });
        const [verified = '{}'] = await ctg('relay', 'verify', '--json');
        const { found } = JSON.parse(verified);
        expect(found).toMatchObject({ missing: 0, altered: 0, foreign: 0, outOfOrder: 0 });
        expect(found.events).toBeGreaterThanOrEqual(history.length);
      }),
    400_000,
  );
});

/** Every name of a field, at any depth. */
function fieldsOf(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return names;
  for (const [name, one] of Object.entries(value)) {
    if (!Array.isArray(value)) names.add(name);
    fieldsOf(one, names);
  }
  return names;
}
