import { randomUUID } from 'node:crypto';
import { EventDecoder, type EventDefinition } from '@ctg/contracts';
import { type EventStore, streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { testDatabase } from '@ctg/local-postgres';
import { DataSource } from 'typeorm';
import { noted, toAppend } from '../conformance/demo-events.js';
import type { FeedHarness } from '../conformance/index.js';
import { openEmbeddedFeed } from '../embedded/index.js';
import type { Feed } from '../port.js';
import { openKafkaFeed, type RunningRelay, startRelay } from './index.js';
import type { KafkaSettings } from './settings.js';

/** A harness of the conformance suite, with what only a broker can suffer. */
export interface KafkaScene extends FeedHarness {
  readonly kafka: KafkaSettings;
  readonly store: EventStore;
  /** Events with whatever beside their value. */
  publishData(conventionId: string, data: readonly { value: number; text?: string }[]): Promise<void>;
  relay(): RunningRelay;
  /** What relays had to say. */
  readonly notices: readonly string[];
  stopRelay(): Promise<void>;
  startRelay(): Promise<void>;
  /** Another adapter of the same consumer. */
  openEmbedded(): Promise<Feed>;
  /** A feed that knows one type and serves one tenant. */
  openStrict(): Promise<Feed>;
}

const services = ['demo', 'other'];
const settings = { leaseMs: 1_000, attempts: 3, standbyPollMs: 100, newerPatienceMs: 300 };
const decoder = new EventDecoder([noted as unknown as EventDefinition]);
const decode = decoder.decode.bind(decoder);

/** A database, topics of its own on this broker, a relay that runs. */
export async function kafkaScene(
  broker: string,
  security: Pick<KafkaSettings, 'ssl' | 'sasl'> = { ssl: false },
): Promise<KafkaScene> {
  const database = await testDatabase();
  const store = await openPostgresEventStore({ connectionString: database.url, acceptUnsafeServer: true });
  const connect = async () =>
    new DataSource({ type: 'postgres', url: database.url, poolSize: 8 }).initialize();
  const dataSource = await connect();
  const consumers = new Map<Feed | undefined, DataSource>([[undefined, dataSource]]);
  const prefix = `t${randomUUID().slice(0, 8)}`;
  const kafka = { brokers: [broker], prefix, partitions: 3, replicationFactor: 1, ...security };
  const notices: string[] = [];
  const notice = (sentence: string) => notices.push(sentence);
  const relayed = { store, dataSource, kafka, services, notice };
  const begin = () => startRelay({ ...relayed, leaseMs: 1_000, standbyPollMs: 100 });
  let relay = await begin();
  const open = async (make: (own: DataSource) => Promise<Feed>) => {
    const own = await connect();
    const feed = await make(own);
    consumers.set(feed, own);
    return feed;
  };
  const shared = { kafka, consumer: 'demo', services, decode, ...settings };
  return {
    dataSource,
    kafka,
    store,
    relay: () => relay,
    notices,
    stopRelay: () => relay.stop(),
    startRelay: async () => {
      relay = await begin();
    },
    async publish(conventionId, events, category = 'demo.note') {
      const stream = streamName(category, conventionId);
      const appended = events.map((event) => toAppend(conventionId, event));
      await store.append(stream, appended, { expectedRevision: 'any' });
    },
    async publishData(conventionId, data) {
      const stream = streamName('demo.note', conventionId);
      for (const each of data) {
        const event = { ...toAppend(conventionId, { value: each.value }), data: each };
        await store.append(stream, [event], { expectedRevision: 'any' });
      }
    },
    openFeed: () => open((own) => openKafkaFeed({ ...shared, store, dataSource: own, knows: () => true })),
    openStrict: () =>
      open((own) =>
        openKafkaFeed({
          ...shared,
          dataSource: own,
          knows: (type) => type === noted.type,
          tenants: ['caf-59'],
        }),
      ),
    openEmbedded: () => open((own) => openEmbeddedFeed({ store, dataSource: own, decode, ...settings })),
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
