import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import pg from 'pg';
import { all, newStream } from '../conformance/stage.js';
import type { EventStore } from '../index.js';
import { openPostgresEventStore } from './index.js';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  await (await openPostgresEventStore({ connectionString: database.url })).close();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`
    INSERT INTO event_store.events
    SELECT n, 'partners.convention-' || n % 500, n / 500, gen_random_uuid(), 'partners.Thing' || n % 40, (n % 500)::text,
           '{}', '{}', now()
    FROM generate_series(500, 50499) AS n`);
  await client.query('ANALYZE event_store.events');
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

/** The plan of every query on the events that the store sends while `use` runs, as its own session makes it. */
async function plans(use: (store: EventStore) => Promise<unknown>): Promise<string[]> {
  const store = await openPostgresEventStore({ connectionString: database.url });
  const explained: string[] = [];
  const original = pg.Pool.prototype.query;
  const query = original as (...args: unknown[]) => Promise<pg.QueryResult>;
  pg.Pool.prototype.query = async function (this: pg.Pool, ...args: unknown[]) {
    const { text, values } = args[0] as { text: string; values: unknown[] };
    const { rows } = await Reflect.apply(query, this, [`EXPLAIN ${text}`, values]);
    explained.push(rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n'));
    return Reflect.apply(query, this, args);
  } as never;
  await use(store).finally(() => {
    pg.Pool.prototype.query = original;
  });
  await store.close();
  return explained;
}

type Use = Parameters<typeof plans>[0];
test.each<[string, string, Use]>([
  ['a stream', 'events_stream_revision_key', (store) => all(store.readStream('partners.convention-7'))],
  [
    'a stream backwards',
    'events_stream_revision_key',
    (store) => all(store.readStream('partners.convention-7', { direction: 'backwards', limit: 1 })),
  ],
  ['the head', 'events_pkey', (store) => store.head()],
  ['the whole store', 'events_pkey', (store) => all(store.readAll({ after: 40_000n, limit: 1_000 }))],
  ['a subject', 'events_by_subject', (store) => all(store.readAll({ filter: { subject: '7' }, limit: 50 }))],
  [
    'a type',
    'events_by_type',
    (store) => all(store.readAll({ filter: { eventTypes: ['partners.Thing7'] }, limit: 50 })),
  ],
  [
    'several types',
    'events_pkey',
    (store) => store.readPage({ filter: { eventTypes: ['partners.Thing7', 'partners.Thing8'] } }),
  ],
  [
    'an event by its id',
    'events_event_id_key',
    (store) => store.findEvent('partners.convention-7', '0190a0a0-0000-7000-8000-000000000000'),
  ],
  [
    'prefixes',
    'events_pkey',
    (store) => all(store.readAll({ filter: { streamPrefixes: ['partners.convention-'] }, limit: 50 })),
  ],
])('reading %s walks the index %s: no scan of the table, no sort', async (_, index, use) => {
  const found = await plans(use);
  expect(found.length).toBeGreaterThan(0);
  for (const plan of found) expect(plan).not.toMatch(/Seq Scan on events|Sort/);
  expect(found.at(-1)).toContain(index);
});

test('an append reads by index only', async () => {
  const loose = async () =>
    (await client.query("SELECT seq_scan::int FROM pg_stat_user_tables WHERE relname = 'events'")).rows[0]
      .seq_scan;
  await client.query('SELECT pg_stat_force_next_flush()');
  const before = await loose();
  const session = new pg.Client({ connectionString: database.url });
  await session.connect();
  for (let n = 0; n < 10; n++) {
    const stream = newStream();
    await session.query(
      "SELECT * FROM event_store.append($1, $2, '{-1}', '{1}', '{1}', ARRAY[gen_random_uuid()], '{test.Planned}', '{\"{}\"}', '{\"{}\"}')",
      [[stream], ['x']],
    );
  }
  await session.query('SELECT pg_stat_force_next_flush()');
  await session.query('SELECT 1');
  await session.end();
  await client.query('SELECT pg_stat_clear_snapshot()');
  expect(await loose()).toBe(before);
});
