import { randomUUID } from 'node:crypto';
import { defineEvent, EventDecoder, type EventDefinition } from '@ctg/contracts';
import { streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { testDatabase } from '@ctg/local-postgres';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type DemoEvent, type FeedHarness, feedConformance } from '../conformance/index.js';
import type { Feed } from '../port.js';
import { openEmbeddedFeed } from './index.js';

const noted = defineEvent({ type: 'demo.Noted', title: 'Noté', schema: z.object({ value: z.number() }) });

const toAppend = (conventionId: string, { type = noted.type, value, schemaVersion = 1 }: DemoEvent) => ({
  id: randomUUID(),
  type,
  data: { value },
  metadata: {
    schemaVersion,
    cafId: 'caf-59',
    conventionId,
    actor: { subject: 'somebody', role: 'caf_adviser' },
    correlationId: randomUUID(),
    causationId: randomUUID(),
    occurredOn: '2026-01-12',
  },
});

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
