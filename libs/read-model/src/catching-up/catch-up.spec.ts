import { randomUUID } from 'node:crypto';
import { buildAnew, type Projection } from '../index.js';
import { type Counter, counters, onScene, type Replica, type Scene } from '../scene/counter-testing.js';

async function someCounters(scene: Scene, count = 10, rounds = 6): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  for (let round = 1; round <= rounds; round++) for (const id of ids) await scene.count(id, [round, 1]);
  await scene.clear(ids[0] ?? '');
  return ids;
}

async function caughtUp({ store }: Scene, { running }: Replica): Promise<void> {
  expect(await running.waitFor(await store.head(), 20_000)).toBe(true);
}

/** Counters that count how often they are folded. */
function counting() {
  let times = 0;
  const projection: Projection<Counter> = {
    ...counters,
    apply(row, event, key) {
      times++;
      return counters.apply(row, event, key);
    },
  };
  return { projection, folded: () => times };
}

const parked = async ({ feed }: Replica) =>
  (await feed.parked('projection:counters@1')).map(({ key, waiting, eventId }) => ({
    key,
    waiting,
    eventId,
  }));

test('a table that tells of unknown types is caught up with all of them, and goes on so', () =>
  onScene(async (scene) => {
    const [id] = await someCounters(scene, 2, 3);
    const telling: Projection<Counter> = { ...counters, eventTypes: [], tellsUnknown: true };
    const replica = await scene.replica({ projections: [telling] });
    await caughtUp(scene, replica);
    expect(await replica.table()).toHaveLength(1);
    await scene.count(id ?? '', [5]);
    await caughtUp(scene, replica);
    expect(await scene.row(id ?? '')).toMatchObject({ total: 5 });
    await replica.close();
  }));

test('a table that is built by a catch-up equals the one that was folded live, poison included', () =>
  onScene(async (scene) => {
    const live = await scene.replica();
    await caughtUp(scene, live);
    const ids = await someCounters(scene);
    await scene.count(ids[1] ?? '', [-1, 50]);
    await scene.count(ids[2] ?? '', [-2]);
    await scene.count(ids[3] ?? '', [9]);
    await caughtUp(scene, live);
    const [rows, aside] = [await live.table(), await parked(live)];
    expect([rows.length, aside.length]).toEqual([9, 3]);
    await live.close();
    await buildAnew(scene.url, 'demo');
    const built = await scene.replica({ catchUp: { pageSize: 7 } });
    await caughtUp(scene, built);
    expect([await built.table(), await parked(built)]).toEqual([rows, aside]);
    // What comes now is folded into the same rows, and waits behind the same events.
    await scene.count(ids[1] ?? '', [3]);
    await scene.count(ids[4] ?? '', [100]);
    await caughtUp(scene, built);
    expect(await parked(built)).toHaveLength(4);
    expect(await scene.row(ids[4] ?? '')).toMatchObject({ total: 21 + 6 + 100 });
    await built.close();
  }));

test('one that was cut off goes on where it was', () => {
  const { projection: slow, folded } = counting();
  return onScene(
    async (scene) => {
      await someCounters(scene);
      const first = await scene.replica({ projections: [slow], catchUp: { pageSize: 5 } });
      while (folded() < 60) await new Promise((resolve) => setImmediate(resolve));
      await first.close();
      const before = folded();
      const second = await scene.replica({ projections: [slow] });
      await caughtUp(scene, second);
      // Every event once: what was folded was written at the stop.
      expect(before).toBeGreaterThanOrEqual(60);
      expect(folded()).toBe(121);
      expect(await second.table()).toHaveLength(9);
      await second.close();
    },
    { projections: [slow] },
  );
});

test('the store is read once for all that are behind', () =>
  onScene(async (scene) => {
    await someCounters(scene);
    let read = 0;
    const store = new Proxy(scene.store, {
      get(target, name) {
        if (name !== 'subscribe') {
          const found = Reflect.get(target, name);
          return typeof found === 'function' ? found.bind(target) : found;
        }
        return async function* (...asked: Parameters<typeof target.subscribe>) {
          for await (const page of target.subscribe(...asked)) {
            read += page.events.length;
            yield page;
          }
        };
      },
    });
    const many = Array.from({ length: 8 }, (_, index) => ({ ...counters, name: `counters-${index}` }));
    const all = await scene.replica({ projections: many, store });
    await caughtUp(scene, all);
    expect(read).toBe(121);
    for (const { name } of many)
      expect(
        await scene.dataSource.query(
          `SELECT count(*)::integer AS n FROM demo__${name.replace('-', '_')}_v1.counter`,
        ),
      ).toEqual([{ n: 9 }]);
    await all.close();
  }));

test('says how far it has come', () =>
  onScene(async (scene) => {
    await someCounters(scene);
    const said: unknown[] = [];
    const replica = await scene.replica({ catchUp: { pageSize: 10 } });
    while (said.length < 3) {
      const [found] = replica.running.health().catchingUp;
      if (found?.done !== undefined) said.push(found);
      if (replica.running.health().ready) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await caughtUp(scene, replica);
    await replica.close();
    expect(said[0]).toMatchObject({
      group: 'projection:counters@1',
      done: expect.any(Number),
      total: expect.any(Number),
      eventsPerSecond: expect.any(Number),
      secondsLeft: expect.any(Number),
    });
  }));

test('of two replicas that build at once one works and the other waits until it serves', () => {
  const { projection, folded } = counting();
  return onScene(
    async (scene) => {
      await someCounters(scene, 4);
      const of = { projections: [projection], catchUp: { pageSize: 5 } };
      const replicas = await Promise.all([scene.replica(of), scene.replica(of)]);
      for (const replica of replicas) await caughtUp(scene, replica);
      expect(folded()).toBe(49);
      for (const replica of replicas) expect(await replica.table()).toHaveLength(3);
      for (const replica of replicas) await replica.close();
    },
    { projections: [projection] },
  );
});
