import type { EntityManager } from 'typeorm';
import { rows } from '../tables/sql.js';

/** What an operator had done to a group: kept for ever, with who and why. */
export interface GroupOrder {
  readonly group: string;
  readonly action: 'rebuild' | 'place';
  readonly reason: string;
  /** Subject id. */
  readonly by: string;
  readonly at: Date;
  /** Decimal strings: where the group stood, and where it was set; undefined until it is done. */
  readonly before?: string;
  readonly after?: string;
  readonly doneAt?: Date;
}

interface OrderRow {
  readonly consumer_group: string;
  readonly action: GroupOrder['action'];
  readonly reason: string;
  readonly ordered_by: string;
  readonly ordered_at: Date;
  readonly before: string | null;
  readonly after: string | null;
  readonly done_at: Date | null;
}

const columns = `consumer_group, action, reason, ordered_by, ordered_at, position_before::text AS before,
  position_after::text AS after, done_at`;

/** Writes an order down. False: one of this group is not done yet. */
export async function giveOrder(
  transaction: EntityManager,
  { group, action, reason, by }: Pick<GroupOrder, 'group' | 'action' | 'reason' | 'by'>,
): Promise<boolean> {
  const given = await rows(
    transaction,
    `INSERT INTO feed_order (consumer_group, action, reason, ordered_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING 1 AS given`,
    [group, action, reason, by],
  );
  return given.length > 0;
}

/** It is done: the group stands there now. */
export async function orderDone(
  transaction: EntityManager,
  group: string,
  before: bigint,
  after: bigint,
): Promise<void> {
  await transaction.query(
    `UPDATE feed_order SET position_before = $2, position_after = $3, done_at = clock_timestamp()
      WHERE consumer_group = $1 AND done_at IS NULL`,
    [group, String(before), String(after)],
  );
}

/** The orders that are not done yet. */
export const openOrders = async (manager: EntityManager): Promise<readonly GroupOrder[]> =>
  (
    await rows<OrderRow>(
      manager,
      `SELECT ${columns} FROM feed_order WHERE done_at IS NULL ORDER BY sequence LIMIT 1000`,
    )
  ).map(asOrder);

/** The newest orders that a group was given. */
export const ordersOf = async (
  manager: EntityManager,
  group: string,
  limit: number,
): Promise<readonly GroupOrder[]> =>
  (
    await rows<OrderRow>(
      manager,
      `SELECT ${columns} FROM feed_order WHERE consumer_group = $1 ORDER BY sequence DESC LIMIT $2`,
      [group, limit],
    )
  ).map(asOrder);

const asOrder = (row: OrderRow): GroupOrder => ({
  group: row.consumer_group,
  action: row.action,
  reason: row.reason,
  by: row.ordered_by,
  at: row.ordered_at,
  ...(row.before === null ? {} : { before: row.before }),
  ...(row.after === null ? {} : { after: row.after }),
  ...(row.done_at === null ? {} : { doneAt: row.done_at }),
});
