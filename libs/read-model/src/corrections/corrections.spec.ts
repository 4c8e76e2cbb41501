import { randomUUID } from 'node:crypto';
import { buildAnew, type Projection } from '../index.js';
import { type Counter, counters, onScene, type Replica, type Scene } from '../scene/counter-testing.js';

async function caughtUp({ store }: Scene, { running }: Replica): Promise<void> {
  expect(await running.waitFor(await store.head(), 20_000)).toBe(true);
}

test('a row follows what is corrected and annulled, live and when it is built anew', () =>
  onScene(async (scene) => {
    const [right, other] = [randomUUID(), randomUUID()];
    const live = await scene.replica();
    await scene.count(right, [1, 20, 3]);
    await scene.count(other, [7]);
    await caughtUp(scene, live);
    await scene.correct(right, 1, 2);
    await scene.count(right, [4]);
    await caughtUp(scene, live);
    expect(await scene.row(right)).toMatchObject({ total: 10, values: [1, 2, 3, 4] });
    await scene.correct(right, 0);
    await scene.correct(right, 1, 5);
    await caughtUp(scene, live);
    expect(await scene.row(right)).toMatchObject({ total: 12, values: [5, 3, 4] });
    await scene.correct(other, 0);
    await caughtUp(scene, live);
    expect(await scene.row(other)).toBeNull();
    const rows = await live.table();
    await live.close();
    for (const pageSize of [3, 2_000]) {
      await buildAnew(scene.url, 'demo');
      const built = await scene.replica({ catchUp: { pageSize } });
      await caughtUp(scene, built);
      expect(await built.table()).toEqual(rows);
      await built.close();
    }
  }));

test('an event that is too bad to be folded is corrected, and what waited behind it goes on', () =>
  onScene(async (scene) => {
    const counter = randomUUID();
    const live = await scene.replica();
    await scene.count(counter, [1, -1, 4]);
    await caughtUp(scene, live);
    await scene.correct(counter, 1, 2);
    await caughtUp(scene, live);
    const [poison] = await live.feed.parked('projection:counters@1');
    expect(await scene.row(counter)).toMatchObject({ total: 1 });
    await live.feed.discardParked('projection:counters@1', poison?.eventId ?? '', 'Corrigé');
    await live.feed.replayParked('projection:counters@1', counter);
    expect(await scene.row(counter)).toMatchObject({ total: 7, values: [1, 2, 4] });
    await live.close();
  }));

test('an event that is corrected to be about another row moves to it', () => {
  const byAmount: Projection<Counter> = {
    ...counters,
    keys: ({ data }) => [`by ${String(data.by)}`],
  };
  return onScene(
    async (scene) => {
      const counter = randomUUID();
      await scene.count(counter, [1, 1, 2]);
      const live = await scene.replica({ projections: [byAmount] });
      await caughtUp(scene, live);
      await scene.correct(counter, 0, 2);
      await scene.correct(counter, 2, 3);
      await caughtUp(scene, live);
      expect(await live.table()).toMatchObject([
        { counter_id: 'by 1', total: 1 },
        { counter_id: 'by 2', total: 2 },
        { counter_id: 'by 3', total: 3 },
      ]);
      await live.close();
    },
    { projections: [byAmount] },
  );
});
