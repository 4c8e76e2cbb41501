import { randomUUID } from 'node:crypto';
import { testDatabase } from '@ctg/local-postgres';
import { DataSource } from 'typeorm';
import { park, unpark } from '../parking/parked-events.js';
import { ensureFeedTables } from '../tables/feed-tables.js';
import { extentOf } from './extent.js';
import { ensureCheckpoint, freeAllLeases, moveCheckpoint, placeGroup, takeLease } from './lease.js';

const place = { group: 'demo:effects', lane: 'store' };
const store = { id: randomUUID(), epoch: 1 };

test('what a group has delivered: more is the same up to there; placed, restored, parked or taken over it is another', async () => {
  const database = await testDatabase();
  const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  try {
    const { manager } = dataSource;
    await ensureFeedTables(dataSource);
    const extent = () => extentOf(dataSource, place.group);
    expect((await extent()).upTo).toBe(0n);
    await ensureCheckpoint(manager, place.group, place.lane);
    const seen = new Set<string>();
    /** The position, and whether it was never so before. */
    const after = async (change: () => Promise<unknown>) => {
      await change();
      const { upTo, id } = await extent();
      const isNew = !seen.has(id);
      seen.add(id);
      return [upTo, isNew];
    };
    const take = async () => {
      const lease = await takeLease(manager, { ...place, holder: randomUUID(), leaseMs: 60_000 });
      if (!lease) throw new Error('The lease should have been free');
      return lease;
    };
    const lease = await take();
    const move = (position: bigint, of = store) =>
      moveCheckpoint(manager, lease, { position, store: of }, 60_000);
    const placed = (position: bigint, of = store) =>
      dataSource.transaction((transaction) => placeGroup(transaction, place.group, { position, store: of }));
    const parked = (id: string) =>
      park(manager, place.group, [
        {
          incoming: { event: { id }, key: 'k', position: 7n, raw: () => '{}' } as never,
          reason: 'faulty',
          attempts: 1,
          waiting: false,
        },
      ]);
    expect(await after(() => move(7n))).toEqual([7n, true]);
    expect(await after(() => move(9n))).toEqual([9n, false]);
    expect(await after(() => move(9n, { ...store, epoch: 2 }))).toEqual([9n, true]);
    expect(await after(() => parked('e-1'))).toEqual([9n, true]);
    await parked('e-2');
    await unpark(manager, place.group, 'e-1');
    expect(await after(async () => {})).toEqual([9n, true]);
    expect(await after(() => placed(9n))).toEqual([9n, true]);
    expect(await after(() => placed(9n, { ...store, epoch: 3 }))).toEqual([9n, true]);
    await take();
    expect(await after(async () => {})).toEqual([9n, true]);
    expect(await after(() => freeAllLeases(manager))).toEqual([9n, true]);
    expect((await extentOf(dataSource, 'demo:others')).upTo).toBe(0n);
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
});
