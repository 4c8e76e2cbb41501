import { randomUUID } from 'node:crypto';
import { EventDecoder, type EventDefinition } from '@ctg/contracts';
import { type EventStore, streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { DataSource } from 'typeorm';
import { placeGroup } from '../checkpoint/lease.js';
import { noted, toAppend } from '../conformance/demo-events.js';
import { Effects } from '../conformance/effects.js';
import { eventually } from '../conformance/harness.js';
import { numbers } from '../conformance/stage.js';
import type { Feed } from '../port.js';
import { openEmbeddedFeed } from './index.js';

const group = 'demo:effects';
const decoder = new EventDecoder([noted as unknown as EventDefinition]);
const key = randomUUID();
let database: TestDatabase;
let store: EventStore;
let dataSource: DataSource;
let effects: Effects;
let feed: Feed;

const publish = (values: readonly number[]) =>
  store.append(
    streamName('demo.note', key),
    values.map((value) => toAppend(key, { value })),
    { expectedRevision: 'any' },
  );

const restoredTo = async (position: number) => {
  await dataSource.query('ALTER TABLE event_store.events DISABLE TRIGGER ALL');
  await dataSource.query('DELETE FROM event_store.events WHERE position > $1', [position]);
  await dataSource.query('ALTER TABLE event_store.events ENABLE TRIGGER ALL');
};

const opened = () =>
  openEmbeddedFeed({
    store,
    dataSource,
    decode: decoder.decode.bind(decoder) as never,
    leaseMs: 600,
    idleCheckpointMs: 50,
    standbyPollMs: 50,
  });

beforeEach(async () => {
  database = await testDatabase();
  store = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
  dataSource = await new DataSource({ type: 'postgres', url: database.url, poolSize: 8 }).initialize();
  await Effects.prepare(dataSource);
  effects = new Effects(dataSource, group);
  feed = await opened();
  await publish(numbers(1, 5));
});
afterEach(async () => {
  await feed?.close();
  await dataSource?.destroy();
  await store?.close();
  await database?.drop();
});

/** A group that has had the five events, and the store after a loss of what followed the first two. */
async function afterALoss(published: readonly number[]): Promise<void> {
  await feed.subscribe({ group, handle: effects.handler() });
  await effects.reach(5);
  await feed.close();
  await restoredTo(2);
  if (published.length > 0) await publish(published);
  feed = await opened();
}

test.each([
  ['shorter than the checkpoint', []],
  ['grown again to where the checkpoint is, with other events', [6, 7, 8]],
  ['grown again beyond it', [6, 7, 8, 9]],
])('a group whose store is %s stops and says what to do', async (_what, published) => {
  await afterALoss(published);
  const running = await feed.subscribe({ group, handle: effects.handler() });
  const { failure } = await eventually(
    () => running.status(),
    (status) => status.failure !== undefined,
  );
  expect(failure).toMatch(/checkpoint 5 is not of this event store.*docs\/operations.md/s);
  expect(await effects.values()).toEqual(numbers(1, 5));
});

test('it goes on by itself once its checkpoint was placed where both agree', async () => {
  await afterALoss([6, 7, 8, 9]);
  const running = await feed.subscribe({ group, handle: effects.handler() });
  await eventually(
    () => running.status(),
    (status) => status.failure !== undefined,
  );
  await placeGroup(dataSource.manager, group, { position: 2n });
  await effects.reach(9);
  expect(await effects.values()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(running.status().failure).toBeUndefined();
});

test('a store that loses its tail under a running group is noticed, and so is another epoch', async () => {
  const running = await feed.subscribe({ group, handle: effects.handler() });
  await effects.reach(5);
  await restoredTo(2);
  await publish([6, 7, 8, 9]);
  await eventually(
    () => running.status(),
    (status) => status.failure !== undefined,
  );
  await placeGroup(dataSource.manager, group, {
    position: await store.head(),
    store: await store.identity(),
  });
  await eventually(
    () => running.status(),
    (status) => status.failure === undefined && status.caughtUp,
  );
  await dataSource.query('SELECT event_store.begin_epoch()');
  const { failure } = await eventually(
    () => running.status(),
    (status) => status.failure !== undefined,
  );
  expect(failure).toContain('epoch 2 instead of 1');
});
