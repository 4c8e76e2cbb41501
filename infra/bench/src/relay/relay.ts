import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { streamName } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type RunningRelay, startRelay, topicOf, toRecord } from '@ctg/feed/kafka';
import { findJava, kafkaJars, type LocalKafka } from '@ctg/local-kafka';
import { openReadModel } from '@ctg/read-model';
import kafkajs from 'kafkajs';
import { kafkaOf, startBenchKafka } from '../bench-kafka.js';
import { startBenchPostgres } from '../bench-postgres.js';
import { median, printFigure } from '../figure.js';
import { oneConvention } from '../rebuild/one-convention.js';

const conventions = 1_000;
const batch = 1_000;
const rounds = 7;

type Records = ReturnType<typeof toRecord>[];

/** Publishing a whole store, against the bare client sending the same bytes in the same batches, and Kafka's own tool. */
export async function benchRelay(): Promise<void> {
  const [postgres, broker] = [await startBenchPostgres(), await startBenchKafka()];
  const url = await postgres.url('relay');
  const store = await openPostgresEventStore({ connectionString: url });
  const dataSource = await openReadModel({ schema: 'feed', url, entities: [], migrations: [], poolSize: 4 });
  let relay: RunningRelay | undefined;
  try {
    for (let n = 0; n < conventions; n++) {
      const id = randomUUID();
      const stream = streamName('partners.convention', id);
      await store.append(stream, oneConvention(id), { expectedRevision: 'no-stream' });
    }
    const head = String(await store.head());
    const records: Records = [];
    for await (const event of store.readAll()) records.push(toRecord(event, 6));
    relay = await startRelay({ store, dataSource, kafka: kafkaOf(broker, 'ours'), batchSize: batch });
    await reached(relay, head);
    const ours = relay;
    const producer = await bareProducer(broker);
    const contenders: Record<string, () => Promise<number>> = {
      ours: () => republished(ours, head),
      'bare-kafkajs': () => producer.send(records),
      'kafka-producer-perf-test': () => perfTest(broker, records),
    };
    const rates = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
    for (let round = -1; round < rounds; round++) {
      for (const [name, run] of Object.entries(contenders)) {
        const rate = await run();
        if (round >= 0) rates.get(name)?.push(rate);
      }
    }
    await producer.disconnect();
    const versions = { postgresql: postgres.version, kafka: '4.3.0', kafkajs: '2.2.4' };
    const n = rounds * records.length;
    const what = `publishing ${records.length} events in batches of ${batch}`;
    for (const [contender, values] of rates)
      printFigure({ bench: 'relay', contender, what, unit: 'records/s', versions, n, values });
    const bare = rates.get('bare-kafkajs') ?? [];
    const values = (rates.get('ours') ?? []).map((rate, round) => rate / (bare[round] ?? median(bare)));
    const contender = 'ours / bare-kafkajs';
    printFigure({ bench: 'relay', contender, what: 'throughput', unit: 'ratio', versions, n, values });
  } finally {
    await relay?.stop();
    await dataSource.destroy();
    await store.close();
    await broker.stop();
    await postgres.stop();
  }
}

async function reached(relay: RunningRelay, head: string): Promise<void> {
  while (relay.status().position !== head) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** From the order to publish everything again until the last event is acknowledged: lease and connection included. */
async function republished(relay: RunningRelay, head: string): Promise<number> {
  const start = performance.now();
  await relay.republish('0');
  while (relay.status().position === head) await new Promise((resolve) => setTimeout(resolve, 1));
  await reached(relay, head);
  return (Number(head) / (performance.now() - start)) * 1_000;
}

async function bareProducer({ broker }: LocalKafka) {
  const kafka = new kafkajs.Kafka({ brokers: [broker], logLevel: kafkajs.logLevel.NOTHING });
  const topic = topicOf('bare', 'partners');
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 6 }], waitForLeaders: true });
  await admin.disconnect();
  const producer = kafka.producer({ maxInFlightRequests: 1 });
  await producer.connect();
  return {
    disconnect: () => producer.disconnect(),
    async send(records: Records): Promise<number> {
      const start = performance.now();
      for (let at = 0; at < records.length; at += batch)
        await producer.sendBatch({
          acks: -1,
          topicMessages: [{ topic, messages: records.slice(at, at + batch) }],
        });
      return (records.length / (performance.now() - start)) * 1_000;
    },
  };
}

/** Kafka's own tool, in Java, with records of the same mean size. */
async function perfTest({ broker }: LocalKafka, records: Records): Promise<number> {
  const size = (text: string) => Buffer.byteLength(text);
  const bytes = records.reduce(
    (sum, { value, headers }) =>
      sum +
      size(value ?? '') +
      Object.entries(headers).reduce((all, [name, text]) => all + size(name) + size(text), 0),
    0,
  );
  const { stdout } = await promisify(execFile)(findJava(), [
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
    '-cp',
    join(await kafkaJars(), '*'),
    'org.apache.kafka.tools.ProducerPerformance',
    '--topic',
    topicOf('bare', 'partners'),
    '--num-records',
    String(records.length),
    '--record-size',
    String(Math.round(bytes / records.length)),
    '--throughput',
    '-1',
    '--producer-props',
    `bootstrap.servers=${broker}`,
    'acks=all',
  ]);
  return Number(/([\d.]+) records\/sec/.exec(stdout.trim().split('\n').at(-1) ?? '')?.[1]);
}
