import type { EntityManager } from 'typeorm';
import { serviceOf } from '../cloud-events/attributes.js';
import { rows } from '../tables/sql.js';
import { partitionOf } from './murmur2.js';

/**
 * One partition of one service's topic, seen by one group. What was delivered of it is a position of the store: the
 * relay publishes in the store's order, so everything up to there is a repetition, and no list of ids is needed.
 */
export interface Lane {
  readonly service: string;
  readonly partition: number;
  /** How many partitions the topic has: with another number a key is elsewhere. */
  readonly partitions: number;
  /** Position of the last event that was delivered, in the transaction of its effect. */
  position: bigint;
  /** Offset of the first record not looked at yet. */
  nextOffset: bigint;
}

/** `action-plans/3of6`. */
export const laneName = ({ service, partition, partitions }: Omit<Lane, 'position' | 'nextOffset'>): string =>
  `${service}/${partition}of${partitions}`;

/** Every lane that the group ever had, also those of topics that had another number of partitions. */
export async function readLanes(manager: EntityManager, group: string): Promise<Lane[]> {
  const found = await rows<{ lane: string; position: string; next_offset: string }>(
    manager,
    'SELECT lane, position::text AS position, next_offset::text AS next_offset FROM feed_lane WHERE consumer_group = $1',
    [group],
  );
  return found.map(({ lane, position, next_offset }) => {
    const [, service = '', partition, partitions] = /^(.*)\/(\d+)of(\d+)$/.exec(lane) ?? [];
    return {
      service,
      partition: Number(partition),
      partitions: Number(partitions),
      position: BigInt(position),
      nextOffset: BigInt(next_offset),
    };
  });
}

/** Writes how far lanes have come; a position never goes back, an offset may (a topic that is read again). */
export async function moveLanes(
  manager: EntityManager,
  group: string,
  lanes: readonly Lane[],
): Promise<void> {
  if (lanes.length === 0) return;
  await manager.query(
    `INSERT INTO feed_lane (consumer_group, lane, position, next_offset)
     SELECT $1, lane, position, next_offset
     FROM unnest($2::text[], $3::bigint[], $4::bigint[]) AS moved(lane, position, next_offset)
     ON CONFLICT (consumer_group, lane) DO UPDATE
     SET position = greatest(feed_lane.position, excluded.position), next_offset = excluded.next_offset,
         updated_at = clock_timestamp()`,
    [
      group,
      lanes.map(laneName),
      lanes.map(({ position }) => String(position)),
      lanes.map(({ nextOffset }) => String(nextOffset)),
    ],
  );
}

/** An event as far as it must be known to say whether it was delivered. */
export interface Placed {
  readonly event: { readonly type: string };
  readonly key: string;
  readonly position: bigint;
}

/**
 * Which events a group has had beyond its own position, lane by lane: after a change of the feed's adapter, or of a
 * topic's number of partitions, they come again another way.
 */
export class Delivered {
  readonly #lanes: readonly Lane[];
  /** Nothing after this position was delivered. */
  readonly last: bigint;

  constructor(lanes: readonly Lane[], upTo: bigint) {
    this.#lanes = lanes.filter((lane) => lane.position > upTo);
    this.last = this.#lanes.reduce((last, { position }) => (position > last ? position : last), upTo);
  }

  has({ event, key, position }: Placed): boolean {
    if (position > this.last) return false;
    return this.#lanes.some(
      (lane) =>
        position <= lane.position &&
        lane.service === serviceOf(event.type) &&
        lane.partition === partitionOf(key, lane.partitions),
    );
  }
}
