import type { EntityManager } from 'typeorm';
import { relayGroup } from '../kafka/relay-group.js';
import { rows } from '../tables/sql.js';
import { lockGroup, placeGroup, readCheckpoint } from './lease.js';
import type { Mark } from './mark.js';

/** Somebody follows, or had more than its checkpoint says: positions cannot be exchanged under it. */
export class StillFollowing extends Error {
  override readonly name = 'StillFollowing';
}

/** Says where marks of the old store are in the new one; all or none, in order. Undefined: some are not in it. */
export type Carrying = (marks: readonly Mark[]) => Promise<readonly Mark[] | undefined>;

/**
 * Places every group of one schema (the first of the search path) in another store that has the same events: a copy, or
 * one that was restored. Where the new store is behind what some have handled, all begin anew: what was done is
 * recognised by the events it left, and what was lost with the rest is done again.
 *
 * Topics hold positions of the old store: the relay fills new ones from the beginning, and offsets are forgotten.
 * @returns how many were carried, how many begin anew
 * @throws StillFollowing a member holds its lease, or was stopped before it had written down how far it was
 */
export async function carryCheckpoints(
  transaction: EntityManager,
  carry: Carrying,
): Promise<{ readonly carried: number; readonly anew: number }> {
  const groups = (
    await rows<{ name: string; is_held: boolean; is_ahead: boolean }>(
      transaction,
      `SELECT checkpoint.consumer_group AS name,
         coalesce(holder IS NOT NULL AND lease_until > clock_timestamp(), false) AS is_held,
         EXISTS (SELECT 1 FROM feed_lane lane
                 WHERE lane.consumer_group = checkpoint.consumer_group
                   AND lane.position > checkpoint.position) AS is_ahead
       FROM feed_checkpoint checkpoint ORDER BY consumer_group FOR UPDATE`,
    )
  ).filter(({ name }) => name !== relayGroup);
  const held = groups.find(({ is_held }) => is_held);
  if (held)
    throw new StillFollowing(
      `« ${held.name} » suit encore le journal : arrêtez tous les services, attendez 30 s, puis recommencez.`,
    );
  const ahead = groups.find(({ is_ahead }) => is_ahead);
  if (ahead)
    throw new StillFollowing(
      `« ${ahead.name} » a été arrêté avant d’avoir rattrapé ses sujets : démarrez les services sur l’ancien journal, attendez que /health/ready réponde 200, arrêtez-les, puis recommencez.`,
    );
  const standing: { readonly name: string; readonly mark: Mark }[] = [];
  for (const { name } of groups) {
    const mark = await readCheckpoint(transaction, name, 'store');
    if (mark && mark.position > 0n) standing.push({ name, mark });
  }
  const carried = await carry(standing.map(({ mark }) => mark));
  for (const [index, { name }] of standing.entries()) {
    await lockGroup(transaction, name);
    await placeGroup(transaction, name, carried?.[index] ?? { position: 0n });
  }
  await placeGroup(transaction, relayGroup, { position: 0n });
  await transaction.query('DELETE FROM feed_lane');
  return carried ? { carried: standing.length, anew: 0 } : { carried: 0, anew: standing.length };
}
