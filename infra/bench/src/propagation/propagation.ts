import { randomUUID } from 'node:crypto';
import { type EventStore, streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import type { Feed } from '@ctg/feed';
import { openEmbeddedFeed } from '@ctg/feed/embedded';
import { openKafkaFeed, startRelay } from '@ctg/feed/kafka';
import type { LocalKafka } from '@ctg/local-kafka';
import { openReadModel } from '@ctg/read-model';
import kafkajs from 'kafkajs';
import pg from 'pg';
import { data, metadata, type } from '../append/contenders.js';
import { kafkaOf, startBenchKafka } from '../bench-kafka.js';
import { startBenchPostgres } from '../bench-postgres.js';
import { printFigure, quantile } from '../figure.js';
import { openLoop } from './open-loop.js';

const perSecond = 200;
const seconds = 10;
const rounds = 5;

/** One way from an append to its effect. `send` begins it; whoever sees the effect calls `arrived`. */
interface Way {
  send(id: string): Promise<void>;
  close(): Promise<void>;
}

type Arrived = (id: string) => void;

/**
 * From the moment an event should be appended (open loop: a slow system does not slow the load) to the commit of its
 * effect in another service's table; against a bare append followed by a bare produce and consume.
 */
export async function benchPropagation(): Promise<void> {
  const [postgres, broker] = [await startBenchPostgres(), await startBenchKafka()];
  try {
    const ways: Record<string, (arrived: Arrived) => Promise<Way>> = {
      embedded: async (arrived) => effects(await postgres.url('embedded'), arrived),
      kafka: async (arrived) => effects(await postgres.url('kafka'), arrived, broker),
      'bare append + bare produce -> consume': async (arrived) =>
        bare(await postgres.url('bare'), arrived, broker),
    };
    const found = new Map<string, { p50: number[]; p99: number[] }>();
    for (const name of Object.keys(ways)) found.set(name, { p50: [], p99: [] });
    for (let round = -1; round < rounds; round++) {
      for (const [name, open] of Object.entries(ways)) {
        const load = openLoop(perSecond, seconds);
        const way = await open(load.arrived);
        // The first hundreds after a start are slow in any way: connections, compilation.
        await load.run(way.send, 3);
        const latencies = await load.run(way.send);
        await way.close();
        if (round < 0) continue;
        found.get(name)?.p50.push(quantile(latencies, 0.5));
        found.get(name)?.p99.push(quantile(latencies, 0.99));
      }
    }
    report(found, { postgresql: postgres.version, kafka: '4.3.0', kafkajs: '2.2.4' });
  } finally {
    await broker.stop();
    await postgres.stop();
  }
}

function report(
  found: ReadonlyMap<string, { p50: readonly number[]; p99: readonly number[] }>,
  versions: Record<string, string>,
): void {
  const n = rounds * perSecond * seconds;
  const bareFigures = found.get('bare append + bare produce -> consume');
  for (const percentile of ['p50', 'p99'] as const) {
    const what = `${percentile} at ${perSecond} events/s`;
    for (const [contender, { [percentile]: values }] of found)
      printFigure({ bench: 'propagation', contender, what, unit: 'ms', versions, n, values });
    const values = (found.get('kafka')?.[percentile] ?? []).map(
      (value, round) => value / (bareFigures?.[percentile][round] ?? 1),
    );
    printFigure({
      bench: 'propagation',
      contender: 'kafka / bare',
      what,
      unit: 'ratio',
      versions,
      n,
      values,
    });
  }
}

const appendTo = (store: EventStore) => async (id: string) => {
  const conventionId = randomUUID();
  const event = { id, type, data, metadata: { ...metadata, conventionId } };
  await store.append(streamName('partners.convention', conventionId), [event], {
    expectedRevision: 'no-stream',
  });
};

/** Writer, relay and consumer each have a store connection of their own, as processes of their own would. */
async function effects(url: string, arrived: Arrived, broker?: LocalKafka): Promise<Way> {
  const open = () => openPostgresEventStore({ connectionString: url });
  const [writer, reader] = [await open(), await open()];
  const dataSource = await openReadModel({ schema: 'effects', url, entities: [], migrations: [] });
  await dataSource.query('CREATE TABLE IF NOT EXISTS effect (id text PRIMARY KEY)');
  // A notification is sent when, and only when, its transaction has been committed.
  const listener = new pg.Client({ connectionString: url });
  // The server may be stopped before it, when something else has failed.
  listener.on('error', () => undefined);
  await listener.connect();
  listener.on('notification', ({ payload = '' }) => payload.split(',').forEach(arrived));
  await listener.query('LISTEN effect');
  const kafka = broker && kafkaOf(broker, 'bench');
  const relay = kafka && (await startRelay({ store: reader, dataSource, kafka }));
  const feed: Feed = kafka
    ? await openKafkaFeed({ kafka, dataSource, consumer: 'bench', knows: () => true })
    : await openEmbeddedFeed({ store: reader, dataSource });
  await feed.subscribe({
    group: 'bench:effects',
    filter: { eventTypes: [type] },
    handle: async (events, transaction) => {
      const ids = events.map(({ id }) => id);
      await transaction.query('INSERT INTO effect SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [ids]);
      // A payload has at most 8,000 bytes.
      for (let at = 0; at < ids.length; at += 200)
        await transaction.query('SELECT pg_notify($1, $2)', ['effect', ids.slice(at, at + 200).join(',')]);
    },
  });
  return {
    send: appendTo(writer),
    async close() {
      await feed.close();
      await relay?.stop();
      await listener.end();
      await dataSource.destroy();
      await Promise.all([writer.close(), reader.close()]);
    },
  };
}

async function bare(url: string, arrived: Arrived, { broker }: LocalKafka): Promise<Way> {
  const store = await openPostgresEventStore({ connectionString: url });
  const append = appendTo(store);
  const kafka = new kafkajs.Kafka({ brokers: [broker], logLevel: kafkajs.logLevel.NOTHING });
  const topic = `bare-${randomUUID()}`;
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 6 }], waitForLeaders: true });
  await admin.disconnect();
  const producer = kafka.producer();
  const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 500 });
  await Promise.all([producer.connect(), consumer.connect()]);
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => arrived(message.key?.toString() ?? '') });
  return {
    async send(id) {
      await append(id);
      await producer.send({
        topic,
        acks: -1,
        messages: [{ key: id, value: JSON.stringify({ data, metadata }) }],
      });
    },
    async close() {
      await consumer.disconnect();
      await producer.disconnect();
      await store.close();
    },
  };
}
