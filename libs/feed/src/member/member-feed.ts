import type { DataSource } from 'typeorm';
import type { ReadIncoming } from '../delivery/incoming.js';
import { countParked, discard, listDiscarded, listParked } from '../parking/parked-events.js';
import type {
  DiscardedEvent,
  DiscardedWanted,
  Feed,
  FeedSubscription,
  ParkedEvent,
  ParkedWanted,
  RunningSubscription,
} from '../port.js';
import type { GroupMember } from './group-member.js';

/** What an adapter adds to the feed of one consumer. */
export interface MemberFeedOptions {
  readonly dataSource: DataSource;
  /** Reads what was parked, by whatever adapter. */
  readonly read: ReadIncoming;
  member(subscription: FeedSubscription): GroupMember;
  /** After every member has stopped. */
  closed?(): Promise<void>;
}

/** A feed whose subscriptions are members of groups; what is parked is in the consumer's database, whatever the adapter. */
export class MemberFeed implements Feed {
  readonly #members = new Map<string, GroupMember>();

  constructor(private readonly options: MemberFeedOptions) {}

  async subscribe(subscription: FeedSubscription): Promise<RunningSubscription> {
    const { group } = subscription;
    if (this.#members.has(group))
      throw new Error(`${group} is subscribed already: open another feed for a second member.`);
    const member = this.options.member(subscription);
    this.#members.set(group, member);
    member.start();
    return {
      status: () => member.status(),
      stop: async () => {
        await member.stop();
        if (this.#members.get(group) === member) this.#members.delete(group);
      },
    };
  }

  groups(): readonly string[] {
    return [...this.#members.keys()];
  }

  discarded(wanted?: DiscardedWanted): Promise<readonly DiscardedEvent[]> {
    return listDiscarded(this.options.dataSource.manager, wanted);
  }

  parked(group: string, wanted?: ParkedWanted): Promise<readonly ParkedEvent[]> {
    return listParked(this.options.dataSource.manager, group, this.options.read, wanted);
  }

  async replayParked(group: string, key: string): Promise<{ replayed: number; stillParked: number }> {
    const member = this.#members.get(group);
    if (!member) throw new Error(`${group} has no subscription here: replay where its handler runs.`);
    const replayed = await member.delivery.replay(key, this.options.read);
    await member.countParked();
    return { replayed, stillParked: await countParked(this.options.dataSource.manager, group, key) };
  }

  async discardParked(group: string, eventId: string, reason: string, by?: string): Promise<boolean> {
    const discarded = await discard(this.options.dataSource.manager, group, eventId, reason, by);
    await this.#members.get(group)?.countParked();
    return discarded;
  }

  async close(): Promise<void> {
    const members = [...this.#members.values()];
    this.#members.clear();
    await Promise.all(members.map((member) => member.stop()));
    await this.options.closed?.();
  }
}
