import { randomUUID } from 'node:crypto';
import { openReadModel, type Projection, startProjections } from '../index.js';
import {
  type Counter,
  CreateCounter1700000000000 as CreateCounter,
  counters,
  decode,
  onScene,
  type Scene,
  wholeTable,
} from '../scene/counter-testing.js';

const start = ({ dataSource, feed, store }: Scene) =>
  startProjections({ dataSource, ownFeed: feed, feed, store, decode, catchUp: { leaseMs: 1_000 } });

async function caughtUp({ store }: Scene, running: Awaited<ReturnType<typeof start>>): Promise<void> {
  expect(await running.waitFor(await store.head(), 20_000)).toBe(true);
}

test('rows are folded, with the types of the entity, and removed', () =>
  onScene(async (scene) => {
    const [kept, gone] = [randomUUID(), randomUUID()];
    const running = await start(scene);
    await scene.count(kept, [1, 2], 'où');
    await scene.count(gone, [5]);
    await scene.count(kept, [3]);
    await scene.clear(gone);
    await caughtUp(scene, running);
    expect(await scene.row(kept)).toEqual({
      counterId: kept,
      total: 6,
      values: [1, 2, 3],
      lastOn: '2026-01-12',
      recordedAt: expect.any(Date),
      labels: ['où', 'où'],
      amount: '1.50',
    });
    expect(await scene.row(gone)).toBeNull();
    // That there is nothing more is found by the next look.
    while (!running.health().ready) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(running.health().stalled).toEqual([]);
    await running.stop();
  }));

test('rows that were written before are read back with the right types', () =>
  onScene(async (scene) => {
    const counter = randomUUID();
    const running = await start(scene);
    for (let by = 1; by <= 5; by++) {
      await scene.count(counter, [by], `n${by}`);
      await caughtUp(scene, running);
    }
    expect(await scene.row(counter)).toMatchObject({
      total: 15,
      values: [1, 2, 3, 4, 5],
      lastOn: '2026-01-12',
    });
    await running.stop();
  }));

test('the effect of each event happens once, across restarts and lost connections', () => {
  let crashes = 0;
  const unlucky: Projection<Counter> = {
    ...counters,
    apply(row, event, key) {
      if (crashes++ % 5 < 2)
        throw Object.assign(new Error('Connection terminated unexpectedly'), { code: '57P01' });
      return counters.apply(row, event, key);
    },
  };
  return onScene(
    async (scene) => {
      const counter = randomUUID();
      const first = await start(scene);
      await scene.count(counter, [1, 1, 1]);
      await caughtUp(scene, first);
      await first.stop();
      await scene.count(counter, [1, 1]);
      const second = await start(scene);
      await caughtUp(scene, second);
      await second.stop();
      expect(crashes).toBeGreaterThan(5);
      expect(await scene.row(counter)).toMatchObject({ total: 5, values: [1, 1, 1, 1, 1] });
    },
    { projections: [unlucky] },
  );
});

test('a poison event holds its own row only, half a change of it is never seen, a replay heals', () =>
  onScene(async (scene) => {
    const [ill, well] = [randomUUID(), randomUUID()];
    const running = await start(scene);
    await scene.count(ill, [1, -1, 4]);
    await scene.count(well, [2, 3]);
    await caughtUp(scene, running);
    expect(await scene.row(ill)).toMatchObject({ total: 1, values: [1] });
    expect(await scene.row(well)).toMatchObject({ total: 5 });
    const parked = await scene.feed.parked('projection:counters@1');
    expect(parked.map(({ key, waiting, reason }) => ({ key, waiting, reason }))).toEqual([
      { key: ill, waiting: false, reason: 'Error: cannot count -1' },
      { key: ill, waiting: true, reason: expect.any(String) },
    ]);
    await scene.feed.discardParked('projection:counters@1', parked[0]?.eventId ?? '', 'Essai');
    expect(await scene.feed.replayParked('projection:counters@1', ill)).toEqual({
      replayed: 1,
      stillParked: 0,
    });
    expect(await scene.row(ill)).toMatchObject({ total: 5, values: [1, 4] });
    await running.stop();
  }));

test('a projection that always fails does not keep another one from its work', () => {
  const broken: Projection<Counter> = {
    ...counters,
    name: 'broken',
    keys: () => {
      throw new Error('broken');
    },
  };
  return onScene(
    async (scene) => {
      const counter = randomUUID();
      await scene.count(counter, [7]);
      const running = await start(scene);
      await scene.count(counter, [7]);
      expect(await running.waitFor(await scene.store.head(), 20_000)).toBe(true);
      expect(await scene.row(counter)).toMatchObject({ total: 14 });
      expect(await scene.feed.parked('projection:broken@1')).toHaveLength(2);
      await running.stop();
    },
    { projections: [counters, broken] },
  );
});

test('several processes may open the same read model at once', () =>
  onScene(async ({ url }) => {
    const open = () => openReadModel({ schema: 'twice', url, entities: [], migrations: [CreateCounter] });
    const opened = await Promise.all([open(), open(), open()]);
    expect(await wholeTable(opened[2] as never)).toEqual([]);
    await Promise.all(opened.map((each) => each.destroy()));
  }));
