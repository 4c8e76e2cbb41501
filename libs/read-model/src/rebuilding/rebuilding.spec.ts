import { randomUUID } from 'node:crypto';
import type { EventStore } from '@ctg/event-store';
import { openOrders, ordersOf } from '@ctg/feed';
import { NotBuiltAnew } from '../index.js';
import { onScene, type Replica, type Scene } from '../scene/counter-testing.js';

const group = 'projection:counters@1';
const asked = { reason: 'Chiffres faux', by: 'operator-1' };

async function caughtUp({ store }: Scene, { running }: Replica): Promise<void> {
  expect(await running.waitFor(await store.head(), 20_000)).toBe(true);
}
async function order({ running: { rebuilding } }: Replica): Promise<void> {
  const open = rebuilding.tableOf(group);
  if (!open) throw new Error(`${group} is no table of this replica`);
  await rebuilding.order(open, asked);
}
async function done({ dataSource }: Replica): Promise<void> {
  while ((await openOrders(dataSource.manager)).length > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
const totals = async (replica: Replica) =>
  ((await replica.table()) as { total: number }[]).map(({ total }) => total).sort((a, b) => a - b);

/** A store whose reading waits at a gate, for as long as it is shut. */
function gated(store: EventStore) {
  let open = () => {};
  let gate = Promise.resolve();
  return {
    shut() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
    store: new Proxy(store, {
      get(target, name) {
        const found = Reflect.get(target, name);
        if (name !== 'subscribe') return typeof found === 'function' ? found.bind(target) : found;
        return async function* (...how: Parameters<typeof target.subscribe>) {
          const isWhole = how[0]?.after === undefined;
          for await (const page of target.subscribe(...how)) {
            if (isWhole) await gate;
            yield page;
          }
        };
      },
    }),
  };
}

test('a table that is built anew serves and is folded on until it is exchanged, for every replica at once', () =>
  onScene(async (scene) => {
    const ids = Array.from({ length: 4 }, () => randomUUID());
    for (const id of ids) await scene.count(id, [1, 2]);
    const { store, ...gate } = gated(scene.store);
    const [one, other] = [await scene.replica({ store }), await scene.replica({ store })];
    for (const replica of [one, other]) await caughtUp(scene, replica);
    await scene.dataSource.query('UPDATE counter SET total = 100');

    gate.shut();
    await order(one);
    await expect(order(other)).rejects.toThrow(NotBuiltAnew);
    await scene.count(ids[0] as string, [4]);
    await caughtUp(scene, one);
    expect(await totals(other)).toEqual([100, 100, 100, 104]);

    gate.open();
    await done(one);
    expect([await totals(one), await totals(other)]).toEqual([
      [3, 3, 3, 7],
      [3, 3, 3, 7],
    ]);
    for (let round = 0; round < 8; round++) await scene.count(ids[round % 4] as string, [1]);
    for (const replica of [one, other]) await caughtUp(scene, replica);
    expect(await totals(other)).toEqual([5, 5, 5, 9]);
    expect(await ordersOf(one.dataSource.manager, group, 10)).toMatchObject([
      { group, action: 'rebuild', ...asked, doneAt: expect.any(Date), after: expect.stringMatching(/^\d+$/) },
    ]);
    const left = await scene.dataSource.query(
      `SELECT nspname FROM pg_namespace WHERE nspname LIKE '%anew' UNION ALL
       SELECT consumer_group FROM feed_checkpoint WHERE consumer_group LIKE '%anew'`,
    );
    expect(left).toEqual([]);
    await one.close();
    await other.close();
  }));

test('what was cut off goes on with another replica, while events come', () =>
  onScene(async (scene) => {
    const id = randomUUID();
    await scene.count(id, [1]);
    const { store, ...gate } = gated(scene.store);
    const one = await scene.replica({ store });
    await caughtUp(scene, one);
    await scene.dataSource.query('UPDATE counter SET total = 100');
    gate.shut();
    await order(one);
    const closing = one.close();
    gate.open();
    await closing;

    const other = await scene.replica();
    const writer = (async () => {
      for (let round = 0; round < 30; round++) await scene.count(id, [1]);
    })();
    await done(other);
    await writer;
    await caughtUp(scene, other);
    expect(await totals(other)).toEqual([31]);
    await other.close();
  }));

test('what keeps a table from being built anew is told with its group, and tried again until it is done', () =>
  onScene(async (scene) => {
    await scene.count(randomUUID(), [1, 2]);
    let isAway = false;
    const one = await scene.replica({
      store: new Proxy(scene.store, {
        get(target, name) {
          if (isAway && name === 'subscribe') throw new Error('The journal is away');
          const found = Reflect.get(target, name);
          return typeof found === 'function' ? found.bind(target) : found;
        },
      }),
    });
    await caughtUp(scene, one);
    await scene.dataSource.query('UPDATE counter SET total = 100');
    const trouble = () => one.running.rebuilding.troubleOf(group);
    isAway = true;
    await order(one);
    while (trouble() === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(trouble()).toContain('The journal is away');
    expect(await totals(one)).toEqual([100]);
    isAway = false;
    await done(one);
    expect(await totals(one)).toEqual([3]);
    while (trouble() !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    await one.close();
  }));

test('an event that is parked where the table served is tried again, and parked where it is faulty still', () =>
  onScene(async (scene) => {
    const [good, bad] = [randomUUID(), randomUUID()];
    await scene.count(good, [1]);
    const one = await scene.replica();
    await caughtUp(scene, one);
    await scene.count(bad, [-1]);
    await caughtUp(scene, one);
    const parked = () =>
      scene.dataSource.query('SELECT consumer_group AS name, order_key AS key FROM feed_parked');
    while ((await parked()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await order(one);
    await done(one);
    expect(await parked()).toEqual([{ name: group, key: bad }]);
    expect(await totals(one)).toEqual([1]);
    await one.close();
  }));

test('a table of a journal that was restored is built anew from what there is, beside one that has stopped', () =>
  onScene(async (scene) => {
    const id = randomUUID();
    await scene.count(id, [1]);
    await scene.count(id, [2]);
    const one = await scene.replica();
    await caughtUp(scene, one);
    await scene.dataSource.query(
      `ALTER TABLE event_store.events DISABLE TRIGGER ALL;
       DELETE FROM event_store.events WHERE position > 1;
       ALTER TABLE event_store.events ENABLE TRIGGER ALL;
       SELECT event_store.begin_epoch()`,
    );
    const failure = () => one.running.statuses()[0]?.failure;
    while (!/must be built anew/.test(failure() ?? ''))
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await totals(one)).toEqual([3]);
    await order(one);
    await done(one);
    expect(await totals(one)).toEqual([1]);
    // It looks every few seconds whether it may go on.
    while (failure() !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    await scene.count(id, [5]);
    await caughtUp(scene, one);
    expect(await totals(one)).toEqual([6]);
    await one.close();
  }));
