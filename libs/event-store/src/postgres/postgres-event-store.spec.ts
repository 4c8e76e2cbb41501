import { randomUUID } from 'node:crypto';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import pg from 'pg';
import { all, failureOf, newEvent, newStream, numbered } from '../conformance/stage.js';
import { EventIdReused, type EventStore, StoreUnavailable } from '../index.js';
import { openPostgresEventStore } from './index.js';

let database: TestDatabase;
let store: EventStore;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  store = await openPostgresEventStore({ connectionString: database.url });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await store.append(newStream(), numbered(1, 3), { expectedRevision: 'no-stream' });
});
afterAll(async () => {
  await client?.end();
  await store?.close();
  await database?.drop();
});

test.each([
  "UPDATE event_store.events SET data = '{}'",
  'DELETE FROM event_store.events',
  'TRUNCATE event_store.events',
])('%s is refused', async (statement) => {
  await expect(client.query(statement)).rejects.toThrow(/events are never changed or deleted/);
  expect(
    (await client.query('SELECT count(*)::int AS kept FROM event_store.events')).rows[0].kept,
  ).toBeGreaterThan(2);
});

test('they are refused in a session that says it replicates, too', async () => {
  await client.query('SET session_replication_role = replica');
  try {
    await expect(client.query('DELETE FROM event_store.events')).rejects.toThrow(/never changed or deleted/);
  } finally {
    await client.query('RESET session_replication_role');
  }
});

test('what another process appends is heard of, also after its hints were lost', async () => {
  const other = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
  const following = new AbortController();
  const seen = new Set<string>();
  const follow = async () => {
    const after = await other.head();
    for await (const { events } of other.subscribe({ after, signal: following.signal }))
      for (const { stream } of events) seen.add(stream);
  };
  const followed = follow();
  const listeners = () =>
    client.query(`SELECT pid FROM pg_stat_activity WHERE application_name = 'ctg-event-store-hints'
                  AND datname = current_database()`);
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    for (const deadline = Date.now() + 20_000; !(await isSo()); ) {
      if (Date.now() > deadline) throw new Error('It never became so.');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  try {
    for (const round of ['with hints', 'without']) {
      if (round === 'with hints') await until(async () => (await listeners()).rowCount === 1);
      else
        for (const { pid } of (await listeners()).rows)
          await client.query('SELECT pg_terminate_backend($1)', [pid]);
      const stream = newStream();
      await store.append(stream, [newEvent()], { expectedRevision: 'no-stream' });
      await until(() => seen.has(stream));
    }
  } finally {
    following.abort();
    await followed;
    await other.close();
  }
  await until(async () => (await listeners()).rowCount === 0);
});

test.each(['no-stream', 'any', 'stream-exists', 0] as const)(
  'a repeated append is found again whatever was expected: %p',
  async (expectedRevision) => {
    const stream = newStream();
    if (expectedRevision !== 'no-stream') {
      await store.append(stream, [newEvent()], { expectedRevision: 'no-stream' });
    }
    const events = numbered(1, 2);
    const first = await store.append(stream, events, { expectedRevision });
    await store.append(stream, [newEvent()], { expectedRevision: 'stream-exists' });
    expect(await store.append(stream, events, { expectedRevision })).toEqual(first);
  },
);

test('an id of another stream is refused, also when both come at once', async () => {
  const event = newEvent();
  const outcomes = await Promise.allSettled(
    [newStream(), newStream(), newStream()].map((stream) =>
      store.append(stream, [event], { expectedRevision: 'no-stream' }),
    ),
  );
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(2);
  for (const { reason } of refused) expect(reason).toBeInstanceOf(EventIdReused);
});

test('appends to one stream that are not waited for keep their order', async () => {
  const stream = newStream();
  const events = numbered(0, 199);
  await Promise.all(events.map((event) => store.append(stream, [event], { expectedRevision: 'any' })));
  expect((await all(store.readStream(stream))).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
});

test('beyond what may wait, appends are pushed back at once', async () => {
  const appends = Array.from({ length: 10_100 }, () =>
    store.append(newStream(), [newEvent()], { expectedRevision: 'no-stream' }),
  );
  const outcomes = await Promise.allSettled(appends);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(100);
  for (const { reason } of refused) expect(reason).toBeInstanceOf(StoreUnavailable);
});

test('appends survive that every session of the store is cut, each once', async () => {
  const stream = newStream();
  const events = numbered(0, 299);
  const appends = events.map(async (event, index) => {
    await new Promise((resolve) => setTimeout(resolve, index));
    return store.append(stream, [event], { expectedRevision: 'any' });
  });
  for (let cut = 0; cut < 3; cut++) {
    await new Promise((resolve) => setTimeout(resolve, 60));
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ctg-event-store' AND datname = current_database()",
    );
  }
  await Promise.all(appends);
  const found = (await all(store.readStream(stream))).map(({ id }) => id);
  expect(new Set(found)).toEqual(new Set(events.map(({ id }) => id)));
  expect(found).toHaveLength(events.length);
});

test('several processes may open a new store at once', async () => {
  const schema = `s${randomUUID().replaceAll('-', '')}`;
  const stores = await Promise.all(
    Array.from({ length: 6 }, () => openPostgresEventStore({ connectionString: database.url, schema })),
  );
  expect(await Promise.all(stores.map((each) => each.head()))).toEqual([0n, 0n, 0n, 0n, 0n, 0n]);
  await Promise.all(stores.map((each) => each.close()));
});

test('a migration that was edited after it was applied is an error', async () => {
  const schema = 'tampered';
  await (await openPostgresEventStore({ connectionString: database.url, schema })).close();
  await client.query("UPDATE tampered.migrations SET checksum = 'other' WHERE number = 2");
  await expect(openPostgresEventStore({ connectionString: database.url, schema })).rejects.toThrow(
    /Migration 2/,
  );
});

test('a server that may lose acknowledged events is refused, unless told', async () => {
  const unsafe = await testDatabase();
  const name = new URL(unsafe.url).pathname.slice(1);
  await client.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
  const open = (acceptUnsafeServer: boolean) =>
    openPostgresEventStore({ connectionString: unsafe.url, acceptUnsafeServer });
  await expect(open(false)).rejects.toThrow(/synchronous_commit off/);
  await (await open(true)).close();
  await unsafe.drop();
});

test('a database that cannot hold every text is refused', async () => {
  const name = `ascii_${randomUUID().replaceAll('-', '')}`;
  await client.query(
    `CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`,
  );
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  await expect(openPostgresEventStore({ connectionString: url.toString() })).rejects.toThrow(/SQL_ASCII/);
  await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
});

test('a closed store takes nothing more and ends its subscriptions', async () => {
  const other = await openPostgresEventStore({ connectionString: database.url });
  const subscription = other.subscribe({ after: await other.head() })[Symbol.asyncIterator]();
  await subscription.next();
  const waiting = subscription.next();
  await Promise.all([other.close(), other.close()]);
  expect((await waiting).done).toBe(true);
  const error = await failureOf(other.append(newStream(), [newEvent()], { expectedRevision: 'any' }));
  expect(error).toBeInstanceOf(StoreUnavailable);
});
