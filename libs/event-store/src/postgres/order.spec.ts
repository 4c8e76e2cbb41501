import { randomUUID } from 'node:crypto';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import pg from 'pg';
import { all, newEvent, newStream, numbered } from '../conformance/stage.js';
import type { EventStore, RecordedEvent } from '../index.js';
import { openPostgresEventStore } from './index.js';

let database: TestDatabase;
let store: EventStore;
const clients: pg.Client[] = [];
beforeAll(async () => {
  database = await testDatabase();
  store = await openPostgresEventStore({ connectionString: database.url });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await store?.close();
  await database?.drop();
});

async function session(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  clients.push(client);
  return client;
}

/** The append of one event as the store sends it, inside whatever transaction the session has open. */
async function appendIn(client: pg.Client, id: string = randomUUID()): Promise<bigint> {
  const stream = newStream();
  const { rows } = await client.query(
    "SELECT last_position FROM event_store.append($1, $2, '{-1}', '{1}', '{1}', $3, '{test.Ordered}', '{\"{}\"}', '{\"{}\"}')",
    [[stream], [stream.split('-')[1]], [id]],
  );
  return BigInt(rows[0].last_position);
}

const waitsForLock = async (client: pg.Client, pid: number) => {
  for (;;) {
    const { rows } = await client.query('SELECT 1 FROM pg_locks WHERE pid = $1 AND NOT granted', [pid]);
    if (rows.length > 0) return;
  }
};

const pidOf = async (client: pg.Client) =>
  (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0;

test('the second of two transactions gets its position only once the first is visible', async () => {
  const [first, second, observer] = [await session(), await session(), await session()];
  const before = await store.head();
  await first.query('BEGIN');
  const early = await appendIn(first);
  await second.query('BEGIN');
  const secondPid = await pidOf(second);
  const appending = appendIn(second);
  await waitsForLock(observer, secondPid);
  // The one that came second wants to commit first: it cannot, and a reader sees neither.
  expect(await all(store.readAll({ after: before }))).toEqual([]);
  expect(await store.head()).toBe(before);
  await first.query('COMMIT');
  const late = await appending;
  expect([early, late]).toEqual([before + 1n, before + 2n]);
  // The first is visible to all before the second has committed, never the other way round.
  expect((await all(store.readAll({ after: before }))).map(({ position }) => position)).toEqual([early]);
  await second.query('COMMIT');
  expect((await all(store.readAll({ after: before }))).map(({ position }) => position)).toEqual([
    early,
    late,
  ]);
});

test('a subscriber does not pass over an event that commits late', async () => {
  const slow = await session();
  const after = await store.head();
  await slow.query('BEGIN');
  const id = randomUUID();
  await appendIn(slow, id);
  const fast = newEvent();
  const appended = store.append(newStream(), [fast], { expectedRevision: 'no-stream' });
  const seen: RecordedEvent[] = [];
  let pages = 0;
  for await (const page of store.subscribe({ after })) {
    seen.push(...page.events);
    // Two quiet pages: the subscriber has looked again and again while the slow one held its position.
    if (++pages === 2) {
      expect(seen).toEqual([]);
      await slow.query('COMMIT');
    }
    if (seen.length >= 2) break;
  }
  expect(seen.map((event) => event.id)).toEqual([id, fast.id]);
  expect((await appended).position).toBe(after + 2n);
});

test('what is rolled back leaves no hole, and its lock goes with it', async () => {
  const client = await session();
  const before = await store.head();
  await client.query('BEGIN');
  await appendIn(client);
  await client.query('ROLLBACK');
  const { position } = await store.append(newStream(), numbered(1, 2), { expectedRevision: 'no-stream' });
  expect(position).toBe(before + 2n);
});

test('conflicts and refusals leave no hole', async () => {
  const stream = newStream();
  const { position } = await store.append(stream, [newEvent()], { expectedRevision: 'no-stream' });
  await Promise.allSettled(
    numbered(1, 10).map((event) => store.append(stream, [event], { expectedRevision: 'no-stream' })),
  );
  const next = await store.append(stream, [newEvent()], { expectedRevision: 0 });
  expect(next.position).toBe(position + 1n);
});

test('a session killed in the middle of an append takes nothing with it', async () => {
  const victim = await session();
  victim.on('error', () => undefined);
  const observer = await session();
  const before = await store.head();
  await victim.query('BEGIN');
  await appendIn(victim);
  await observer.query('SELECT pg_terminate_backend($1)', [await pidOf(victim)]);
  const { position } = await store.append(newStream(), [newEvent()], { expectedRevision: 'no-stream' });
  expect(position).toBe(before + 1n);
});

test('recordedAt never goes back', async () => {
  const client = await session();
  const { rows } = await client.query(
    `SELECT count(*)::int AS backwards FROM (
       SELECT recorded_at < lag(recorded_at) OVER (ORDER BY position) AS back FROM event_store.events) e WHERE back`,
  );
  expect(rows).toEqual([{ backwards: 0 }]);
});
