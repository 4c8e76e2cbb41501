import { rows } from '@ctg/feed';
import type { EntityManager } from 'typeorm';
import { projectionGroup } from '../projection.js';
import { currentSchema, hasUsableTwin, makeEmptyTwin } from './swap-tables.js';

/** Where a rebuild keeps what it set aside, until it takes the projection's place. */
export const rebuildGroup = (name: string): string => `rebuild:${projectionGroup(name)}`;

/** Goes on with a rebuild of this version that was cut off, or makes an empty twin. Answers how far it has come. */
export async function beginOrResume(
  manager: EntityManager,
  name: string,
  table: string,
  version: number,
): Promise<bigint> {
  const schema = await currentSchema(manager);
  const [begun] = await rows<{ position: string }>(
    manager,
    'SELECT position::text AS position FROM projection_rebuild WHERE name = $1 AND version = $2',
    [name, version],
  );
  if (begun && (await hasUsableTwin(manager, schema, table))) return BigInt(begun.position);
  await manager.transaction(async (transaction) => {
    await makeEmptyTwin(transaction, schema, table);
    await forget(transaction, name);
    await transaction.query('INSERT INTO projection_rebuild (name, version) VALUES ($1, $2)', [
      name,
      version,
    ]);
  });
  return 0n;
}

/** @throws when another process has moved it meanwhile */
export async function moveRebuild(
  transaction: EntityManager,
  name: string,
  from: bigint,
  to: bigint,
): Promise<void> {
  const moved = await rows(
    transaction,
    'UPDATE projection_rebuild SET position = $3 WHERE name = $1 AND position = $2 RETURNING 1 AS moved',
    [name, String(from), String(to)],
  );
  if (moved.length === 0) throw new Error(`Another process rebuilds ${name} as well`);
}

export async function forget(transaction: EntityManager, name: string): Promise<void> {
  await transaction.query('DELETE FROM projection_rebuild WHERE name = $1', [name]);
  await transaction.query('DELETE FROM feed_parked WHERE consumer_group = $1', [rebuildGroup(name)]);
}

/** What the rebuild set aside is now what the projection has parked. */
export async function takeOverParked(transaction: EntityManager, name: string): Promise<void> {
  await transaction.query('DELETE FROM feed_parked WHERE consumer_group = $1', [projectionGroup(name)]);
  await transaction.query('UPDATE feed_parked SET consumer_group = $2 WHERE consumer_group = $1', [
    rebuildGroup(name),
    projectionGroup(name),
  ]);
}

export async function keysSetAside(manager: EntityManager, name: string): Promise<Set<string>> {
  const held = await rows<{ order_key: string }>(
    manager,
    'SELECT DISTINCT order_key FROM feed_parked WHERE consumer_group = $1',
    [rebuildGroup(name)],
  );
  return new Set(held.map((row) => row.order_key));
}
