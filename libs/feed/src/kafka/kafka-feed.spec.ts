import { randomUUID } from 'node:crypto';
import { EventDecoder, type EventDefinition } from '@ctg/contracts';
import { streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { describeWithKafka, testBroker } from '@ctg/local-kafka/testing';
import { testDatabase } from '@ctg/local-postgres';
import { DataSource } from 'typeorm';
import { noted, toAppend } from '../conformance/demo-events.js';
import { type FeedHarness, feedConformance } from '../conformance/index.js';
import type { Feed } from '../port.js';
import { openKafkaFeed, startRelay } from './index.js';

describeWithKafka('over Kafka', () => {
  let broker: Awaited<ReturnType<typeof testBroker>>;
  beforeAll(async () => {
    broker = await testBroker();
  });
  afterAll(() => broker?.stop());

  async function kafkaHarness(): Promise<FeedHarness> {
    const database = await testDatabase();
    const store = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
    const connect = async () =>
      new DataSource({ type: 'postgres', url: database.url, poolSize: 8 }).initialize();
    const dataSource = await connect();
    const consumers = new Map<Feed | undefined, DataSource>([[undefined, dataSource]]);
    const decoder = new EventDecoder([noted as unknown as EventDefinition]);
    const kafka = {
      brokers: [broker.broker],
      ssl: false,
      prefix: `t${randomUUID().slice(0, 8)}`,
      partitions: 3,
      replicationFactor: 1,
    };
    const services = ['demo', 'other'];
    const relay = await startRelay({ store, dataSource, kafka, services });
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
        const feed = await openKafkaFeed({
          kafka,
          dataSource: own,
          consumer: 'demo',
          services,
          knows: () => true,
          decode: decoder.decode.bind(decoder),
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
        await relay.stop();
        await Promise.all([...consumers.values()].map((each) => each.destroy()));
        await store.close();
        await database.drop();
      },
    };
  }

  feedConformance('Kafka, from the relay', kafkaHarness);
});
