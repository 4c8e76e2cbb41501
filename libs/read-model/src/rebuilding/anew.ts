import {
  CheckpointAstray,
  forgetGroup,
  type GroupOrder,
  giveOrder,
  lockGroup,
  orderDone,
  placeGroup,
  readCheckpoint,
  readLanes,
  rows,
  type StoreWitness,
} from '@ctg/feed';
import { escapeIdentifier as quoted } from 'pg';
import type { EntityManager } from 'typeorm';
import { projectionGroup, versionOf } from '../projection.js';
import { wallAround } from '../tenants/wall.js';
import { makeSchema } from '../versions/make-schema.js';
import type { OpenTable } from '../versions/open-versions.js';
import { anewGroup, anewSchema, versionsOf } from '../versions/version-tables.js';

/** Why a table is not built anew. */
export class NotBuiltAnew extends Error {
  override readonly name = 'NotBuiltAnew';
  constructor(
    readonly group: string,
    /** `under-way`: that is being done; `not-built`: it is built for the first time. */
    readonly because: 'under-way' | 'not-built',
  ) {
    super(`${group} is not built anew: ${because}.`);
  }
}

/** What was built has been overtaken by what serves: a little more is to be read first. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * Writes down that a table is to be built anew, and makes empty ones of the same form beside it; whoever takes the lease of
 * its group fills it.
 * @throws NotBuiltAnew
 */
export async function orderAnew(
  transaction: EntityManager,
  { projection, tables, serving }: OpenTable,
  asked: Pick<GroupOrder, 'reason' | 'by'>,
): Promise<void> {
  const group = projectionGroup(projection);
  const version = (await versionsOf(transaction)).find(
    (one) => one.name === projection.name && one.version === versionOf(projection),
  );
  if (!version?.is_built) throw new NotBuiltAnew(group, 'not-built');
  if (!(await giveOrder(transaction, { group, action: 'rebuild', ...asked })))
    throw new NotBuiltAnew(group, 'under-way');
  const schema = anewSchema(serving);
  await transaction.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`);
  await makeSchema((sql, values) => rows(transaction, sql, values), schema);
  for (const table of tables)
    await transaction.query(
      `CREATE TABLE ${quoted(schema)}.${quoted(table)} (LIKE ${quoted(serving)}.${quoted(table)} INCLUDING ALL)`,
    );
  await wallAround(transaction, schema);
  await forgetGroup(transaction, anewGroup(group));
}

/**
 * Puts the table that was built in the place of the one that serves, and its checkpoint and parked events in those of its group, whose
 * members are fenced and go on from there. From the commit on every statement finds it; nobody needs to be told.
 * @throws Overtaken
 */
export async function exchange(
  transaction: EntityManager,
  { projection, tables, serving }: OpenTable,
  witness: StoreWitness,
): Promise<void> {
  const group = projectionGroup(projection);
  const built = anewGroup(group);
  // Whoever delivers holds the checkpoint first and the table then, as here.
  await transaction.query(`SET LOCAL lock_timeout = '2s'`);
  await lockGroup(transaction, group);
  const served = (await readCheckpoint(transaction, group, 'store')) ?? { position: 0n };
  const mark = (await readCheckpoint(transaction, built, 'store')) ?? { position: 0n };
  const isAstray = await witness.verify(served).then(
    () => false,
    (error: unknown) => {
      if (error instanceof CheckpointAstray) return true;
      throw error;
    },
  );
  const lanes = await readLanes(transaction, group);
  const furthest = lanes.reduce((last, { position }) => (position > last ? position : last), served.position);
  if (!isAstray && furthest > mark.position) throw new Overtaken();
  const schema = anewSchema(serving);
  for (const table of tables)
    await transaction.query(
      `DROP TABLE ${quoted(serving)}.${quoted(table)};
       ALTER TABLE ${quoted(schema)}.${quoted(table)} SET SCHEMA ${quoted(serving)};
       ANALYZE ${quoted(serving)}.${quoted(table)}`,
    );
  await transaction.query(`DROP SCHEMA ${quoted(schema)}`);
  await transaction.query('DELETE FROM feed_parked WHERE consumer_group = $1', [group]);
  await transaction.query('UPDATE feed_parked SET consumer_group = $1 WHERE consumer_group = $2', [
    group,
    built,
  ]);
  // Lanes of another store say nothing of this one.
  if (isAstray) await transaction.query('DELETE FROM feed_lane WHERE consumer_group = $1', [group]);
  await placeGroup(transaction, group, mark);
  await forgetGroup(transaction, built);
  await orderDone(transaction, group, served.position, mark.position);
}
