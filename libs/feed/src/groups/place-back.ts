import type { DataSource } from 'typeorm';
import { lockGroup, placeGroup, readCheckpoint } from '../checkpoint/lease.js';
import type { StoreWitness } from '../checkpoint/store-witness.js';
import { type GroupOrder, giveOrder, orderDone } from './group-orders.js';

/** The lane of a group as a whole. */
const groupLane = 'store';

/** No group is placed there: what lies between would never come to it. */
export class PlacedAhead extends Error {
  override readonly name = 'PlacedAhead';
  constructor(
    readonly furthest: bigint,
    readonly asked: bigint,
  ) {
    super(
      `A group that stands at ${furthest} is not placed at ${asked}: what lies between would be skipped.`,
    );
  }
}

/** Who asks for what, and why. */
export type PlaceOrder = Pick<GroupOrder, 'group' | 'reason' | 'by'> & { readonly position: bigint };

/**
 * Sets a group back, so that what came after the position comes to it again: for groups that act, and recognise what they
 * have done. Its members go on from there by themselves; over a broker they look through the topics again. Answers where it stood.
 * @throws PlacedAhead beyond where it stands, or beyond the end of the store
 */
export async function placeBack(
  dataSource: DataSource,
  witness: StoreWitness,
  { group, position, reason, by }: PlaceOrder,
): Promise<bigint> {
  const mark = await witness.mark(position);
  const head = await witness.head();
  return dataSource.transaction(async (transaction) => {
    await lockGroup(transaction, group);
    const { position: stood = 0n } = (await readCheckpoint(transaction, group, groupLane)) ?? {};
    const furthest = stood < head ? stood : head;
    if (position > furthest) throw new PlacedAhead(furthest, position);
    await giveOrder(transaction, { group, action: 'place', reason, by });
    await placeGroup(transaction, group, mark);
    await transaction.query('DELETE FROM feed_lane WHERE consumer_group = $1', [group]);
    await orderDone(transaction, group, stood, position);
    return stood;
  });
}
