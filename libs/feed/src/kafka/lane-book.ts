import { NeedsRemedy } from '../delivery/needs-remedy.js';
import { type Lane, laneName } from '../lanes/lanes.js';
import type { Floors } from './floors.js';
import { type Bounds, type Layout, topicOf } from './topics.js';

/** A lane and what is known of it in this session. */
export interface OpenLane extends Lane {
  /** False until the record before `nextOffset` was seen to be one that was delivered. */
  verified: boolean;
  /** Where this session took it up; no topic may be shorter than that. */
  resumedAt: bigint;
  /** True when what was read before has expired: there is no record before `nextOffset` to verify. */
  expired?: boolean;
}

/** Records that the group never had are gone from the topic. */
export class LogExpired extends NeedsRemedy {
  override readonly name = 'LogExpired';
  constructor(place: string, wanted: bigint, start: bigint) {
    super(
      `${place}: record ${wanted} is the next one to read, but the oldest one left is ${start}: the others have expired. Check the topic's retention, then fill it again with ctg relay republish --from 0.`,
    );
  }
}

/** The lanes of one member, by the partitions they stand for. */
export class LaneBook {
  readonly #lanes = new Map<string, OpenLane>();
  readonly #written = new Map<string, bigint>();
  #flushedAt = performance.now();

  constructor(prefix: string, services: readonly string[], layout: Layout, known: readonly Lane[]) {
    const before = new Map(known.map((lane) => [laneName(lane), lane]));
    for (const service of services) {
      const topic = topicOf(prefix, service);
      const partitions = layout.get(topic) ?? 0;
      for (let partition = 0; partition < partitions; partition++) {
        const place = { service, partition, partitions };
        const { position = 0n, nextOffset = 0n } = before.get(laneName(place)) ?? {};
        const lane = { ...place, position, nextOffset, verified: nextOffset === 0n, resumedAt: nextOffset };
        this.#lanes.set(`${topic}/${partition}`, lane);
        this.#written.set(laneName(place), nextOffset);
      }
    }
  }

  /** Of a partition. Undefined: the topic has grown since the session began. */
  lane(topic: string, partition: number): OpenLane | undefined {
    return this.#lanes.get(`${topic}/${partition}`);
  }

  /** Whether every lane is where its partition ended; lost: one is shorter than what was read of it. Partitions of other topics are none of its business. */
  against(bounds: ReadonlyMap<string, Bounds>): 'behind' | 'reached' | 'lost' {
    let state: 'reached' | 'lost' = 'reached';
    for (const [partition, lane] of this.#lanes) {
      const end = bounds.get(partition)?.end;
      if (end === undefined || lane.nextOffset < end) return 'behind';
      if (lane.resumedAt > end) state = 'lost';
    }
    return state;
  }

  /**
   * Lanes whose next record has expired go on at the floor of their partition, where the history begins anew.
   * @throws LogExpired when a lane has no such place
   */
  assertReadable(bounds: ReadonlyMap<string, Bounds>, floors: Floors): void {
    for (const [place, lane] of this.#lanes) {
      const found = bounds.get(place);
      if (!found) continue;
      const next = floors.placeFor(place, lane.nextOffset, found);
      if (next === undefined) throw new LogExpired(place, lane.nextOffset, found.start);
      if (next === lane.nextOffset) continue;
      lane.nextOffset = next;
      lane.resumedAt = next;
      lane.expired = true;
    }
  }

  /** As the broker wants them committed: the offset of the next record. */
  offsets(): { topic: string; partition: number; offset: string }[] {
    return [...this.#lanes]
      .filter(([, lane]) => lane.nextOffset > 0n)
      .map(([name, lane]) => ({
        topic: name.slice(0, name.lastIndexOf('/')),
        partition: lane.partition,
        offset: String(lane.nextOffset),
      }));
  }

  /** Lanes that have come further than the database knows: over records that were none of the group's. */
  unwritten(): Lane[] {
    return [...this.#lanes.values()].filter((lane) => this.#written.get(laneName(lane)) !== lane.nextOffset);
  }

  /** The same, when it is time to write them (milliseconds); they count as written then. */
  dueUnwritten(everyMs: number): Lane[] {
    if (performance.now() - this.#flushedAt < everyMs) return [];
    this.#flushedAt = performance.now();
    const due = this.unwritten();
    for (const lane of due) this.#written.set(laneName(lane), lane.nextOffset);
    return due;
  }
}
