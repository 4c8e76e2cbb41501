import type { Admin } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { NeedsRemedy } from '../delivery/needs-remedy.js';
import { type Lane, moveLanes, readLanes } from '../lanes/lanes.js';
import { relayGroup } from './relay-group.js';
import { endsOf, type Layout, topicOf } from './topics.js';

/** A topic holds less than what was published to it: its broker lost it. */
class TopicLost extends NeedsRemedy {
  override readonly name = 'TopicLost';
}

/** What the relay remembers of the ends of its topics, to notice when a broker has lost some of them. */
export class PublishedEnds {
  readonly #ends = new Map<string, Lane>();
  #writtenAt = Number.NEGATIVE_INFINITY;
  #isDirty = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly prefix: string,
    private readonly layout: Layout,
  ) {}

  /** @throws TopicLost when a topic is shorter than it was */
  async check(admin: Admin): Promise<void> {
    const ends = await endsOf(admin, [...this.layout.keys()]);
    for (const { service, partition, partitions, nextOffset } of await readLanes(
      this.dataSource.manager,
      relayGroup,
    )) {
      const topic = topicOf(this.prefix, service);
      const end = ends.get(`${topic}/${partition}`) ?? 0n;
      if (this.layout.get(topic) === partitions && end < nextOffset) {
        throw new TopicLost(
          `Topic ${topic}, partition ${partition}: at least ${nextOffset} records expected, found ${end}. Its broker lost it: ctg relay republish --from 0 fills it again.`,
        );
      }
    }
  }

  /** After a send: where it put its records. */
  note(service: string, partition: number, nextOffset: bigint): void {
    const partitions = this.layout.get(topicOf(this.prefix, service)) ?? 0;
    this.#ends.set(`${service}/${partition}`, { service, partition, partitions, position: 0n, nextOffset });
    this.#isDirty = true;
  }

  /** Written now and then: what is remembered may be less than what is there, never more. */
  async writeLazily(): Promise<void> {
    if (!this.#isDirty || performance.now() - this.#writtenAt < 1_000) return;
    this.#isDirty = false;
    this.#writtenAt = performance.now();
    await moveLanes(this.dataSource.manager, relayGroup, [...this.#ends.values()]);
  }
}
