import type { EventStore } from '@ctg/event-store';
import type { DataSource } from 'typeorm';
import { StoreWitness } from '../checkpoint/store-witness.js';
import { MemberFeed } from '../member/member-feed.js';
import { defaultSettings, type FeedSettings } from '../member/settings.js';
import { readParked } from '../parking/read-parked.js';
import type { Feed } from '../port.js';
import { ensureFeedTables } from '../tables/feed-tables.js';
import { Tail } from './tail.js';

export interface EmbeddedFeedOptions extends Partial<FeedSettings> {
  readonly store: EventStore;
  /** The consumer's own database: checkpoints and parked events stand in the first schema of its search path. */
  readonly dataSource: DataSource;
}

/** The feed that needs no broker: each group tails the event store. */
export async function openEmbeddedFeed({ store, dataSource, ...given }: EmbeddedFeedOptions): Promise<Feed> {
  await ensureFeedTables(dataSource);
  const settings = { ...defaultSettings, witness: new StoreWitness(store), ...given };
  return new MemberFeed({
    dataSource,
    read: readParked(settings.decode),
    member: (subscription) => new Tail(subscription, { store, dataSource, settings }),
  });
}
