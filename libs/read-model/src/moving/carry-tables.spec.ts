import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@ctg/event-store';
import { openEventStoreDb } from '@ctg/event-store/eventstoredb';
import { type Archive, copyArchive, openArchive } from '@ctg/event-store/moving';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { readCheckpoint } from '@ctg/feed';
import { startStandIn } from '@ctg/local-eventstoredb';
import { testDatabase } from '@ctg/local-postgres';
import { onScene, type Scene, wholeTable } from '../scene/counter-testing.js';
import { carryTables } from './carry-tables.js';

const cleanUps: (() => Promise<unknown>)[] = [];
/** What is opened on the scene is closed before its database goes. */
const onOwnScene = (play: (scene: Scene) => Promise<void>) =>
  onScene(async (scene) => {
    try {
      await play(scene);
    } finally {
      for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
    }
  });
const later = <T>(value: T, cleanUp: (value: T) => Promise<unknown>): T => {
  cleanUps.push(() => cleanUp(value));
  return value;
};
const archive = async (address: string) =>
  later(await openArchive(address, { isNew: true }), (one) => one.close());
const server = async () => later(await startStandIn(), (one) => one.kill()).url();
const database = async () => later(await testDatabase(), (one) => one.drop()).url;
const folder = async () =>
  later(await mkdtemp(join(tmpdir(), 'ctg-carry-')), (path) => rm(path, { recursive: true }));

/** The service on one store until it has come to its end: a table, and a reaction whose acts are listed. */
async function follow(scene: Scene, store: EventStore, acts: string[]): Promise<void> {
  // Opened anew, as at every start: what was carried is built then.
  const { feed, running, close } = await scene.replica({ store });
  const handle = async (events: readonly { readonly id: string }[]) => {
    acts.push(...events.map(({ id }) => id));
  };
  const reaction = await feed.subscribe({ group: 'reaction', handle, acts: true });
  const head = await store.head();
  await running.waitFor(head, 20_000);
  while (BigInt(reaction.status().position) < head) await new Promise((resolve) => setTimeout(resolve, 20));
  await close();
}

async function ids(archived: Archive): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of archived.read()) found.push(id);
  return found;
}

test('to the other store and back: every group goes on after the last event it had, and tables are as if folded there', () =>
  onOwnScene(async (scene) => {
    const acts: string[] = [];
    const counter = randomUUID();
    await scene.count(counter, [1, 2, 3]);
    await follow(scene, scene.store, acts);
    const end = await server();
    const addresses = [scene.url, await server(), await database(), end];
    const places = [];
    for (const address of addresses) places.push(await archive(address));
    for (const [index, to] of places.slice(1).entries()) {
      const from = places[index] as Archive;
      await copyArchive(from, to);
      expect(await carryTables(scene.url, from, to)).toEqual({ schemas: 1, carried: 2, anew: 0 });
      // A second time nothing changes.
      expect(await carryTables(scene.url, from, to)).toMatchObject({ anew: 0 });
      expect((await to.identity())?.epoch).toBeGreaterThan((await from.identity())?.epoch ?? 0);
    }
    const before = [...acts];
    const store = later(await openEventStoreDb({ url: end }), (one) => one.close());
    const [event] = (await store.readPage({ limit: 1 })).events;
    const { stream = '', metadata = {} } = event ?? {};
    const next = { id: randomUUID(), type: 'demo.Counted', data: { by: 4 }, metadata };
    await store.append(stream, [next], { expectedRevision: 2 });
    await follow(scene, store, acts);
    expect(acts).toEqual([...before, next.id]);
    expect(acts).toEqual(await ids(places[3] as Archive));
    expect(await scene.row(counter)).toMatchObject({ total: 10, values: [1, 2, 3, 4] });
    expect(await wholeTable(scene.dataSource)).toHaveLength(1);
  }));

test('a store restored from a backup that is behind the tables: all begin anew, nothing is passed over', () =>
  onOwnScene(async (scene) => {
    const acts: string[] = [];
    const counter = randomUUID();
    await scene.count(counter, [1, 2]);
    const backup = await folder();
    const writing = await openArchive(backup, { isNew: true });
    await copyArchive(await archive(scene.url), writing);
    await writing.close();
    await scene.count(counter, [3]);
    await follow(scene, scene.store, acts);
    const url = await database();
    const [from, to] = [await archive(backup), await archive(url)];
    await copyArchive(from, to);
    expect(await carryTables(scene.url, from, to)).toEqual({ schemas: 1, carried: 0, anew: 2 });
    const restored = later(
      await openPostgresEventStore({ connectionString: url, acceptUnsafeServer: true }),
      (one) => one.close(),
    );
    acts.length = 0;
    await follow(scene, restored, acts);
    expect(acts).toEqual(await ids(to));
    expect(await scene.row(counter)).toMatchObject({ total: 3, values: [1, 2] });
  }));

test('from a backup that is not behind them, the groups go on', () =>
  onOwnScene(async (scene) => {
    const acts: string[] = [];
    await scene.count(randomUUID(), [1, 2]);
    await follow(scene, scene.store, acts);
    const [from, to] = [await archive(await folder()), await archive(await server())];
    await copyArchive(await archive(scene.url), from);
    await copyArchive(from, to);
    expect(await carryTables(scene.url, from, to)).toEqual({ schemas: 1, carried: 2, anew: 0 });
    const mark = await readCheckpoint(scene.dataSource.manager, 'reaction', 'store');
    expect(mark).toMatchObject({ eventId: acts.at(-1), store: await to.identity() });
  }));

test('tables of another store, and of services that still run, stay as they are', () =>
  onOwnScene(async (scene) => {
    await scene.count(randomUUID(), [1]);
    await follow(scene, scene.store, []);
    const mark = () => readCheckpoint(scene.dataSource.manager, 'reaction', 'store');
    const before = await mark();
    const [from, other] = [await archive(scene.url), await archive(await database())];
    const to = await archive(await server());
    await copyArchive(from, to);
    await expect(carryTables(scene.url, other, to)).rejects.toThrow('viennent d’un autre journal');
    const running = await scene.feed.subscribe({ group: 'reaction', handle: async () => undefined });
    while (!running.status().caughtUp) await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(carryTables(scene.url, from, to)).rejects.toThrow('suit encore le journal');
    await running.stop();
    expect(await mark()).toMatchObject({ position: before?.position, store: before?.store });
  }));
