import { EventDecoder, type EventDefinition } from '@ctg/contracts';
import { streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { testDatabase } from '@ctg/local-postgres';
import { DataSource } from 'typeorm';
import { noted, toAppend } from '../conformance/demo-events.js';
import { type FeedHarness, feedConformance } from '../conformance/index.js';
import type { Feed } from '../port.js';
import { openEmbeddedFeed } from './index.js';

async function embeddedHarness(): Promise<FeedHarness> {
  const database = await testDatabase();
  const store = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
  const connect = async () =>
    new DataSource({ type: 'postgres', url: database.url, poolSize: 8 }).initialize();
  const dataSource = await connect();
  const consumers = new Map<Feed | undefined, DataSource>([[undefined, dataSource]]);
  const decoder = new EventDecoder([noted as unknown as EventDefinition]);
  return {
    dataSource,
    async publish(conventionId, events, category = 'demo.note') {
      const stream = streamName(category, conventionId);
      await store.append(
        stream,
        events.map((event) => toAppend(conventionId, event)),
        { expectedRevision: 'any' },
      );
    },
    async openFeed() {
      const own = await connect();
      const decode = decoder.decode.bind(decoder);
      const feed = await openEmbeddedFeed({
        store,
        dataSource: own,
        decode,
        leaseMs: 1_000,
        attempts: 3,
        standbyPollMs: 100,
        newerPatienceMs: 300,
      });
      consumers.set(feed, own);
      return feed;
    },
    async crash(feed) {
      await consumers.get(feed)?.destroy();
      consumers.delete(feed);
    },
    async close() {
      await Promise.all([...consumers.values()].map((each) => each.destroy()));
      await store.close();
      await database.drop();
    },
  };
}

feedConformance('embedded, on PostgreSQL', embeddedHarness);
