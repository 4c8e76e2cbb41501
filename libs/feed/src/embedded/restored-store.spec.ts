import { randomUUID } from 'node:crypto';
import { EventDecoder, type EventDefinition } from '@ctg/contracts';
import { type EventStore, streamName } from '@ctg/event-store';
import { openEventStoreDb } from '@ctg/event-store/eventstoredb';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { startStandIn } from '@ctg/local-eventstoredb';
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

/** A store, and what whoever runs it can do. */
interface Kind {
  readonly store: EventStore;
  restoredTo(position: bigint): Promise<unknown>;
  beginEpoch(): Promise<unknown>;
  end(): Promise<unknown>;
}

async function onPostgres(): Promise<Kind> {
  const opened = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
  return {
    store: opened,
    restoredTo: async (position) => {
      await dataSource.query('ALTER TABLE event_store.events DISABLE TRIGGER ALL');
      await dataSource.query('DELETE FROM event_store.events WHERE position > $1', [String(position)]);
      await dataSource.query('ALTER TABLE event_store.events ENABLE TRIGGER ALL');
    },
    beginEpoch: () => dataSource.query('SELECT event_store.begin_epoch()'),
    end: () => opened.close(),
  };
}

async function onEventStoreDb(): Promise<Kind> {
  const server = await startStandIn();
  const opened = await openEventStoreDb({ url: server.url() });
  // Founded before it was backed up.
  await opened.identity();
  return {
    store: opened,
    restoredTo: (position) => server.restoreTo(position),
    beginEpoch: () => opened.beginEpoch(),
    end: () => opened.close().then(() => server.kill()),
  };
}

/** Where the first of the five events and the next ones stand. */
let places: bigint[];
let kind: Kind;

const opened = () =>
  openEmbeddedFeed({
    store,
    dataSource,
    decode: decoder.decode.bind(decoder) as never,
    leaseMs: 600,
    idleCheckpointMs: 50,
    standbyPollMs: 50,
  });

describe.each([
  ['PostgreSQL', onPostgres],
  ['EventStoreDB', onEventStoreDb],
])('the events in %s', (_name, openKind) => {
  beforeEach(async () => {
    database = await testDatabase();
    dataSource = await new DataSource({ type: 'postgres', url: database.url, poolSize: 8 }).initialize();
    kind = await openKind();
    store = kind.store;
    await Effects.prepare(dataSource);
    effects = new Effects(dataSource, group);
    feed = await opened();
    await publish(numbers(1, 5));
    places = [];
    for await (const { position } of store.readAll()) places.push(position);
  });
  afterEach(async () => {
    await feed?.close();
    await dataSource?.destroy();
    await kind?.end();
    await database?.drop();
  });

  /** A group that has had the five events, and the store after a loss of what followed the first two. */
  async function afterALoss(published: readonly number[]): Promise<void> {
    await feed.subscribe({ group, handle: effects.handler() });
    await effects.reach(5);
    await feed.close();
    await kind.restoredTo(places[1] ?? 0n);
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
    expect(failure).toMatch(/checkpoint \d+ is not of this event store.*docs\/operations.md/s);
    expect(failure).toContain(`checkpoint ${places[4]} `);
    expect(await effects.values()).toEqual(numbers(1, 5));
  });

  test('it goes on by itself once its checkpoint was placed where both agree', async () => {
    await afterALoss([6, 7, 8, 9]);
    const running = await feed.subscribe({ group, handle: effects.handler() });
    await eventually(
      () => running.status(),
      (status) => status.failure !== undefined,
    );
    await placeGroup(dataSource.manager, group, { position: places[1] ?? 0n });
    await effects.reach(9);
    expect(await effects.values()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(running.status().failure).toBeUndefined();
  });

  test('a store that loses its tail under a running group is noticed, and so is another epoch', async () => {
    const running = await feed.subscribe({ group, handle: effects.handler() });
    await effects.reach(5);
    await kind.restoredTo(places[1] ?? 0n);
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
    await kind.beginEpoch();
    const { failure } = await eventually(
      () => running.status(),
      (status) => status.failure !== undefined,
    );
    expect(failure).toContain('epoch 2 instead of 1');
  });
});
