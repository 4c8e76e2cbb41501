import { randomUUID } from 'node:crypto';
import { kafkaEnvironment } from '@ctg/feed/kafka';
import { type StandIn, startStandIn } from '@ctg/local-eventstoredb';
import { describeWithKafka } from '@ctg/local-kafka/testing';
import { freePort } from '@ctg/local-postgres';
import { z } from 'zod';
import { anonymous, type Life, lives, tableDifferences, toldBy } from './lives-testing.js';
import { readSettings } from './settings.js';
import type { Tables } from './tables-testing.js';

/** The same life of one convention, kept in each of the two stores: a real server when an address is given. */
const { EVENTSTOREDB_URL: real } = process.env;
const { played, stop, end } = lives('ctg-over-esdb-');
let runId: string;
let server: StandIn | undefined;
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
  await stop();
}

beforeAll(async () => {
  server = real ? undefined : await startStandIn();
  port = await freePort();
  await playOnPostgres();
}, 400_000);
// The next one has the same port: a person is one of an address.
afterEach(() => stop());
afterAll(async () => {
  await end();
  await server?.kill();
});

/** As `npm start` reads it. */
const onEventStoreDb = (one = server) => {
  const url = one ? { EVENTSTOREDB_URL: one.url() } : {};
  const { eventStore } = readSettings({ ...process.env, ...url, EVENT_STORE: 'eventstoredb' }, '/');
  return eventStore ? { eventStore } : {};
};

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

test('the product on EventStoreDB has the same histories, state and read models, row by row, as on PostgreSQL', async () => {
  await expectTheSame(await played('eventstoredb', { port, ...onEventStoreDb() }, runId));
}, 400_000);

describeWithKafka('with Kafka between the services', () => {
  // What the first one kept of this life would be answered as repeats: so it has a server, or a life, of its own.
  let another: StandIn | undefined;
  beforeAll(async () => {
    if (real) await playOnPostgres();
    else another = await startStandIn();
  }, 400_000);
  afterAll(() => another?.kill());

  test('it has the same histories, state and read models, row by row', async () => {
    const kafka = z.object(kafkaEnvironment).parse({});
    await expectTheSame(await played('over-kafka', { port, kafka, ...onEventStoreDb(another) }, runId));
  }, 400_000);
});
