import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import pg from 'pg';
import { newEvent, newStream } from '../conformance/stage.js';
import type { EventStore } from '../index.js';
import { WakeUp } from '../wake-up.js';
import { openPostgresEventStore } from './index.js';
import { LiveTail } from './live-tail.js';
import { EventReader } from './read.js';

let database: TestDatabase;
let store: EventStore;
let pool: pg.Pool;
/** Statements that were sent to the database. */
let asked = 0;
beforeAll(async () => {
  database = await testDatabase();
  store = await openPostgresEventStore({ connectionString: database.url });
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  const query = pool.query.bind(pool) as (...words: unknown[]) => unknown;
  Object.assign(pool, {
    query: (...words: unknown[]) => {
      asked++;
      return query(...words);
    },
  });
});
afterAll(async () => {
  await pool?.end();
  await store?.close();
  await database?.drop();
});

const append = (count: number) =>
  store.append(
    newStream(),
    Array.from({ length: count }, () => newEvent()),
    { expectedRevision: 'no-stream' },
  );

test('however many followers are told of an event, the store is asked once', async () => {
  const wakeUp = new WakeUp();
  const tail = new LiveTail(new EventReader(pool, 'event_store'), wakeUp);
  const before = await tail.lookAgain();
  await append(3);
  wakeUp.ring();
  asked = 0;
  const heads = await Promise.all(Array.from({ length: 100 }, () => tail.upToDate(wakeUp.rings)));
  expect(new Set(heads)).toEqual(new Set([before + 3n]));
  expect(tail.page(before, {})?.events).toHaveLength(3);
  expect(tail.page(before, { filter: { eventTypes: ['test.Other'] } })).toEqual({
    events: [],
    position: before + 3n,
    caughtUp: true,
  });
  // The end, and what is new before it.
  expect(asked).toBe(2);
});

test('a look that began before the ring does not count', async () => {
  const wakeUp = new WakeUp();
  const tail = new LiveTail(new EventReader(pool, 'event_store'), wakeUp);
  const early = tail.lookAgain();
  await early;
  await append(1);
  wakeUp.ring();
  expect(await tail.upToDate(wakeUp.rings)).toBe((await early) + 1n);
});

test('who is further back than what is kept is sent to the store; a page in bounds is whole', async () => {
  const wakeUp = new WakeUp();
  const tail = new LiveTail(new EventReader(pool, 'event_store'), wakeUp);
  const start = await tail.lookAgain();
  await append(500);
  await append(1);
  await tail.lookAgain();
  expect(tail.page(start, {})).toBeUndefined();
  expect(tail.page(start + 501n, {})).toEqual({ events: [], position: start + 501n, caughtUp: true });
  await append(5);
  await tail.lookAgain();
  const page = tail.page(start + 501n, { pageSize: 2 });
  expect(page?.events.map(({ position }) => position)).toEqual([start + 502n, start + 503n]);
  expect(page).toMatchObject({ position: start + 503n, caughtUp: false });
});

test('a store that was restored beneath it and grew again is read anew', async () => {
  const wakeUp = new WakeUp();
  const tail = new LiveTail(new EventReader(pool, 'event_store'), wakeUp);
  await append(1);
  const before = await tail.lookAgain();
  await append(2);
  await tail.lookAgain();
  expect(tail.page(before, {})?.events).toHaveLength(2);
  await pool.query('ALTER TABLE event_store.events DISABLE TRIGGER ALL');
  await pool.query('DELETE FROM event_store.events WHERE position > $1', [String(before)]);
  await pool.query('ALTER TABLE event_store.events ENABLE TRIGGER ALL');
  await append(2);
  expect(await tail.lookAgain()).toBe(before + 2n);
  expect(tail.page(before, {})).toBeUndefined();
});

test('a database that fails once is asked again', async () => {
  const wakeUp = new WakeUp();
  const away = new pg.Pool({ connectionString: database.url, max: 1 });
  await away.end();
  const broken = new LiveTail(new EventReader(away, 'event_store'), wakeUp);
  await expect(broken.upToDate(0)).rejects.toThrow('could not be read');
  await expect(broken.upToDate(0)).rejects.toThrow('could not be read');
});
