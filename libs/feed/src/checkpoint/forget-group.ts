import type { EntityManager } from 'typeorm';

/** A group that nobody follows any more: its checkpoint, its lanes and what it had parked. What was given up stays on record. */
export async function forgetGroup(transaction: EntityManager, group: string): Promise<void> {
  for (const table of ['feed_checkpoint', 'feed_lane', 'feed_parked'])
    await transaction.query(`DELETE FROM ${table} WHERE consumer_group = $1`, [group]);
}
