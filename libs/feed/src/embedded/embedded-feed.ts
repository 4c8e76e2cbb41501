import type { EventStore } from '@ctg/event-store';
import type { DataSource } from 'typeorm';
import { discard, listParked } from '../parking/parked-events.js';
import type { Feed, FeedSubscription, ParkedEvent, RunningSubscription } from '../port.js';
import { ensureFeedTables } from '../tables/feed-tables.js';
import { readParked } from './recorded-event.js';
import { defaultSettings, type EmbeddedFeedSettings } from './settings.js';
import { Tail } from './tail.js';

export interface EmbeddedFeedOptions extends Partial<EmbeddedFeedSettings> {
  readonly store: EventStore;
  /** The consumer's own database: checkpoints and parked events stand in the first schema of its search path. */
  readonly dataSource: DataSource;
}

/** The feed that needs no broker: each group tails the event store. */
export async function openEmbeddedFeed({
  store,
  dataSource,
  ...settings
}: EmbeddedFeedOptions): Promise<Feed> {
  await ensureFeedTables(dataSource);
  return new EmbeddedFeed(store, dataSource, { ...defaultSettings, ...settings });
}

class EmbeddedFeed implements Feed {
  readonly #tails = new Map<string, Tail>();

  constructor(
    private readonly store: EventStore,
    private readonly dataSource: DataSource,
    private readonly settings: EmbeddedFeedSettings,
  ) {}

  async subscribe(subscription: FeedSubscription): Promise<RunningSubscription> {
    const { group } = subscription;
    if (this.#tails.has(group))
      throw new Error(`${group} is subscribed already: open another feed for a second member.`);
    const tail = new Tail(subscription, {
      store: this.store,
      dataSource: this.dataSource,
      settings: this.settings,
    });
    this.#tails.set(group, tail);
    tail.start();
    return {
      status: () => tail.status(),
      stop: async () => {
        await tail.stop();
        if (this.#tails.get(group) === tail) this.#tails.delete(group);
      },
    };
  }

  parked(group: string): Promise<readonly ParkedEvent[]> {
    return listParked(this.dataSource.manager, group, readParked(this.settings.decode));
  }

  async replayParked(group: string, key: string): Promise<{ replayed: number; stillParked: number }> {
    const tail = this.#tails.get(group);
    if (!tail) throw new Error(`${group} has no subscription here: replay where its handler runs.`);
    const replayed = await tail.delivery.replay(key, readParked(this.settings.decode));
    await tail.countParked();
    const parked = await this.parked(group);
    return { replayed, stillParked: parked.filter((event) => event.key === key).length };
  }

  async discardParked(group: string, eventId: string, reason: string): Promise<boolean> {
    const discarded = await discard(this.dataSource.manager, group, eventId, reason);
    await this.#tails.get(group)?.countParked();
    return discarded;
  }

  async close(): Promise<void> {
    const tails = [...this.#tails.values()];
    this.#tails.clear();
    await Promise.all(tails.map((tail) => tail.stop()));
  }
}
