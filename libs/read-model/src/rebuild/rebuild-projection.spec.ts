import { randomUUID } from 'node:crypto';
import { rows } from '@ctg/feed';
import type { DataSource } from 'typeorm';
import { type Projection, type RebuildOptions, rebuildProjection, startProjections } from '../index.js';
import { type Counter, counters, decode, onScene, type Scene, wholeTable } from '../scene/counter-testing.js';

const start = ({ dataSource, feed, store }: Scene, projection: Projection<Counter> = counters) =>
  startProjections({ dataSource, projections: [projection], ownFeed: feed, feed, store, decode });

const rebuild = ({ dataSource, store }: Scene, options: Partial<RebuildOptions<Counter>> = {}) =>
  rebuildProjection({ dataSource, store, decode, projection: counters, pageSize: 20, ...options });

async function someCounters(scene: Scene, count = 10, rounds = 6): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  for (let round = 1; round <= rounds; round++) for (const id of ids) await scene.count(id, [round, 1]);
  await scene.clear(ids[0] ?? '');
  return ids;
}

const indexNames = async (dataSource: DataSource) =>
  rows(
    dataSource.manager,
    `SELECT indexname AS name, regexp_replace(indexdef, '^.* USING', '') AS shape FROM pg_indexes
     WHERE schemaname = 'demo' AND tablename = 'counter' ORDER BY 1`,
  );

test('a rebuilt table equals the one that was folded live, indexes and their names included', () =>
  onScene(async (scene) => {
    const running = await start(scene);
    await someCounters(scene);
    await running.waitFor(await scene.store.head(), 20_000);
    await running.stop();
    const live = await wholeTable(scene.dataSource);
    const indexes = await indexNames(scene.dataSource);
    expect(live).toHaveLength(9);
    await scene.dataSource.query('UPDATE counter SET total = -1');
    // A cache smaller than the table, so that rows fall out and are read again.
    const rebuilt = await rebuild(scene, { cachedRows: 3, pagesBetweenWrites: 1 });
    expect(rebuilt).toMatchObject({ events: 121, finished: true });
    expect(await wholeTable(scene.dataSource)).toEqual(live);
    expect(await indexNames(scene.dataSource)).toEqual(indexes);
    expect(await rebuild(scene)).toMatchObject({ finished: true });
    expect(await wholeTable(scene.dataSource)).toEqual(live);
  }));

test('while it is rebuilt the old table serves and goes on; afterwards the subscription goes on in the new one', () =>
  onScene(async (scene) => {
    const running = await start(scene);
    const ids = await someCounters(scene, 5);
    await running.waitFor(await scene.store.head(), 20_000);
    const seen = new Set<number>();
    let isOver = false;
    const reader = (async () => {
      while (!isOver) seen.add((await wholeTable(scene.dataSource)).length);
    })();
    const writer = (async () => {
      for (let round = 0; round < 30; round++) await scene.count(ids[1] ?? '', [1]);
    })();
    await rebuild(scene);
    await writer;
    await scene.count(ids[2] ?? '', [100]);
    await running.waitFor(await scene.store.head(), 20_000);
    isOver = true;
    await reader;
    expect([...seen]).toEqual([4]);
    expect(await scene.row(ids[1] ?? '')).toMatchObject({ total: 21 + 6 + 30 });
    expect(await scene.row(ids[2] ?? '')).toMatchObject({ total: 21 + 6 + 100 });
    expect(running.health().healthy).toBe(true);
    await running.stop();
  }));

test('one that was cut off goes on where it was', () =>
  onScene(async (scene) => {
    const running = await start(scene);
    await someCounters(scene);
    await running.waitFor(await scene.store.head(), 20_000);
    await running.stop();
    const live = await wholeTable(scene.dataSource);
    const cut = new AbortController();
    const first = await rebuild(scene, {
      pagesBetweenWrites: 1,
      signal: cut.signal,
      onProgress: ({ events }) => events >= 60 && cut.abort(),
    });
    expect(first.finished).toBe(false);
    expect(await wholeTable(scene.dataSource)).toEqual(live);
    const second = await rebuild(scene);
    expect(second.finished).toBe(true);
    expect(second.events).toBeLessThan(121);
    expect(second.events + first.events).toBeGreaterThanOrEqual(121);
    expect(await wholeTable(scene.dataSource)).toEqual(live);
  }));

test('one that was cut off begins again when the table has another shape since', () =>
  onScene(async (scene) => {
    await someCounters(scene);
    const cut = new AbortController();
    const onProgress = ({ events }: { events: number }) => events >= 60 && cut.abort();
    await rebuild(scene, { pagesBetweenWrites: 1, signal: cut.signal, onProgress });
    await scene.dataSource.query('ALTER TABLE counter ADD COLUMN note text');
    expect(await rebuild(scene)).toMatchObject({ events: 121, finished: true });
    expect((await wholeTable(scene.dataSource))[0]).toHaveProperty('note', null);
  }));

test('poison is set aside in a rebuild as it is live', () =>
  onScene(async (scene) => {
    const ids = await someCounters(scene, 4);
    await scene.count(ids[1] ?? '', [-1, 50]);
    await scene.count(ids[2] ?? '', [-2]);
    await scene.count(ids[3] ?? '', [9]);
    const running = await start(scene);
    await running.waitFor(await scene.store.head(), 20_000);
    const live = await wholeTable(scene.dataSource);
    const parked = async () =>
      (await scene.feed.parked('projection:counters')).map(({ key, waiting, eventId }) => ({
        key,
        waiting,
        eventId,
      }));
    const parkedLive = await parked();
    expect(parkedLive).toHaveLength(3);
    await rebuild(scene);
    expect(await wholeTable(scene.dataSource)).toEqual(live);
    expect(await parked()).toEqual(parkedLive);
    await running.stop();
  }));

test('a new version of the fold rebuilds at the start', () =>
  onScene(async (scene) => {
    const first = await start(scene);
    const [, id = ''] = await someCounters(scene, 3);
    await first.waitFor(await scene.store.head(), 20_000);
    await first.stop();
    const labelled: Projection<Counter> = {
      ...counters,
      version: 2,
      apply: (row, event, key) =>
        counters.apply(row, { ...event, data: { ...event.data, label: 'v2' } }, key),
    };
    const second = await start(scene, labelled);
    await scene.count(id, [1]);
    expect(await second.waitFor(await scene.store.head(), 20_000)).toBe(true);
    expect((await scene.row(id))?.labels).toEqual(Array.from({ length: 13 }, () => 'v2'));
    await second.stop();
    const third = await start(scene, labelled);
    await third.waitFor(await scene.store.head(), 20_000);
    expect((await scene.row(id))?.labels).toHaveLength(13);
    await third.stop();
  }));

test('of two rebuilds at once one works and the other waits', () =>
  onScene(async (scene) => {
    await someCounters(scene, 4);
    const [one, other] = await Promise.all([rebuild(scene), rebuild(scene)]);
    expect([one.finished, other.finished]).toEqual([true, true]);
    expect(await wholeTable(scene.dataSource)).toHaveLength(3);
  }));
