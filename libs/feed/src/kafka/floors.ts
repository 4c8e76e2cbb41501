import type { IHeaders } from 'kafkajs';
import type { DataSource, EntityManager } from 'typeorm';
import { moveLanes, readLanes } from '../lanes/lanes.js';
import { type Bounds, type Layout, topicOf } from './topics.js';

/** Its lanes say from which offset on a partition holds the whole history again. */
const floorGroup = 'relay:floor';
/** Of the watermark's records. */
export const floorsHeader = 'floors';

/**
 * From which offset on each partition holds every event from the first one: 0, or where its end was when everything was
 * last published again. A reader whose place has expired may go on there, and only there. Told with the watermark.
 */
export class Floors {
  constructor(readonly offsets: ReadonlyMap<string, bigint> = new Map()) {}

  static async read(dataSource: DataSource, prefix: string): Promise<Floors> {
    const lanes = await readLanes(dataSource.manager, floorGroup);
    return new Floors(
      new Map(
        lanes
          .filter(({ nextOffset }) => nextOffset > 0n)
          .map(({ service, partition, nextOffset }) => [
            `${topicOf(prefix, service)}/${partition}`,
            nextOffset,
          ]),
      ),
    );
  }

  /** As a header of the watermark carries them. */
  headers(): IHeaders {
    if (this.offsets.size === 0) return {};
    return {
      [floorsHeader]: JSON.stringify(
        Object.fromEntries([...this.offsets].map(([place, offset]) => [place, String(offset)])),
      ),
    };
  }

  /** What a watermark says; one that cannot be read says nothing. */
  static told(header: string | undefined): Floors {
    try {
      const told = Object.entries(JSON.parse(header ?? '{}') as Record<string, string>);
      return new Floors(new Map(told.map(([place, offset]) => [place, BigInt(offset)])));
    } catch {
      return new Floors();
    }
  }

  /**
   * Where a reader goes on that wants `nextOffset` of a partition: there, or at the floor when that has expired.
   * Undefined: it cannot go on, records that it never read are gone.
   */
  placeFor(place: string, nextOffset: bigint, { start }: Bounds): bigint | undefined {
    if (nextOffset >= start) return nextOffset;
    const floor = this.offsets.get(place);
    return floor !== undefined && floor >= start ? floor : undefined;
  }
}

/** Everything is about to be published again: from the present ends on, the topics are whole. */
export async function raiseFloors(
  transaction: EntityManager,
  prefix: string,
  layout: Layout,
  bounds: ReadonlyMap<string, Bounds>,
): Promise<void> {
  await transaction.query('DELETE FROM feed_lane WHERE consumer_group = $1', [floorGroup]);
  const services = [...layout].map(([topic, partitions]) => ({
    service: topic.slice(prefix.length + 1, -'.v1'.length),
    topic,
    partitions,
  }));
  await moveLanes(
    transaction,
    floorGroup,
    services.flatMap(({ service, topic, partitions }) =>
      Array.from({ length: partitions }, (_, partition) => ({
        service,
        partition,
        partitions,
        position: 0n,
        nextOffset: bounds.get(`${topic}/${partition}`)?.end ?? 0n,
      })),
    ),
  );
}
