import { randomUUID } from 'node:crypto';
import { testDatabase } from '@ctg/local-postgres';
import { DataSource } from 'typeorm';
import { ensureFeedTables } from '../tables/feed-tables.js';
import {
  ensureCheckpoint,
  freeAllLeases,
  giveBackLease,
  type Lease,
  LeaseLost,
  lockCheckpoint,
  moveCheckpoint,
  placeGroup,
  readCheckpoint,
  takeLease,
} from './lease.js';

const place = { group: 'demo:effects', lane: 'store' };
const hour = 3_600_000;

async function withCheckpoint(play: (dataSource: DataSource) => Promise<void>): Promise<void> {
  const database = await testDatabase();
  const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  try {
    // Several at once, as when several processes start.
    await Promise.all([1, 2, 3].map(() => ensureFeedTables(dataSource)));
    await ensureCheckpoint(dataSource.manager, place.group, place.lane);
    await play(dataSource);
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
}

const take = (dataSource: DataSource, leaseMs: number, holder = randomUUID()) =>
  takeLease(dataSource.manager, { ...place, holder, leaseMs });

async function taken(dataSource: DataSource, leaseMs: number): Promise<Lease> {
  const lease = await take(dataSource, leaseMs);
  if (!lease) throw new Error('The lease should have been free');
  return lease;
}

test('a lease is one member’s until it runs out or is given back', () =>
  withCheckpoint(async (dataSource) => {
    const lease = await taken(dataSource, hour);
    expect(await take(dataSource, hour)).toBeUndefined();
    await giveBackLease(dataSource.manager, lease);
    await taken(dataSource, -1);
    expect(await take(dataSource, hour)).toBeDefined();
  }));

test('a holder that was thought dead can neither begin a delivery nor move the checkpoint', () =>
  withCheckpoint(async (dataSource) => {
    const late = await taken(dataSource, -1);
    const next = await taken(dataSource, hour);
    await moveCheckpoint(dataSource.manager, next, { position: 5n }, hour);
    await expect(dataSource.transaction((each) => lockCheckpoint(each, late))).rejects.toThrow(LeaseLost);
    await expect(moveCheckpoint(dataSource.manager, late, { position: 9n }, hour)).rejects.toThrow(LeaseLost);
    expect(await readCheckpoint(dataSource.manager, place.group, place.lane)).toEqual({ position: 5n });
  }));

test('a lease that ran out during a delivery is not free before its transaction ends', () =>
  withCheckpoint(async (dataSource) => {
    const late = await taken(dataSource, -1);
    await dataSource.transaction(async (transaction) => {
      await lockCheckpoint(transaction, late);
      expect(await take(dataSource, hour)).toBeUndefined();
      await moveCheckpoint(transaction, late, { position: 3n }, -1);
    });
    expect((await taken(dataSource, hour)).position).toBe(3n);
  }));

test('a checkpoint never moves back, but for a group that is placed anew, whose members are fenced', () =>
  withCheckpoint(async (dataSource) => {
    const lease = await taken(dataSource, hour);
    await moveCheckpoint(dataSource.manager, lease, { position: 7n }, hour);
    await moveCheckpoint(dataSource.manager, lease, { position: 4n }, hour);
    expect(await readCheckpoint(dataSource.manager, place.group, place.lane)).toEqual({ position: 7n });
    await placeGroup(dataSource.manager, place.group, { position: 2n });
    await expect(moveCheckpoint(dataSource.manager, lease, { position: 8n }, hour)).rejects.toThrow(
      LeaseLost,
    );
    expect((await taken(dataSource, hour)).position).toBe(2n);
  }));

test('a lease that ends further away than it is long was given by another clock, and is free', () =>
  withCheckpoint(async (dataSource) => {
    const ahead = await taken(dataSource, 60_000);
    await dataSource.query("UPDATE feed_checkpoint SET lease_until = lease_until + interval '1 day'");
    await taken(dataSource, hour);
    await expect(moveCheckpoint(dataSource.manager, ahead, { position: 1n }, hour)).rejects.toThrow(
      LeaseLost,
    );
  }));

test('a start that knows that it is alone frees every lease, and fences whoever held one', () =>
  withCheckpoint(async (dataSource) => {
    const dead = await taken(dataSource, hour);
    await freeAllLeases(dataSource.manager);
    await expect(moveCheckpoint(dataSource.manager, dead, { position: 1n }, hour)).rejects.toThrow(LeaseLost);
    expect(await take(dataSource, hour)).toBeDefined();
  }));

test('a checkpoint keeps what the store was recognised by, and only of the place where it stands', () =>
  withCheckpoint(async (dataSource) => {
    const lease = await taken(dataSource, hour);
    const there = { position: 7n, eventId: 'seven', store: { id: 'this', epoch: 2 } };
    await moveCheckpoint(dataSource.manager, lease, there, hour);
    await moveCheckpoint(dataSource.manager, lease, { position: 4n, eventId: 'four' }, hour);
    expect(await readCheckpoint(dataSource.manager, place.group, place.lane)).toEqual(there);
  }));
