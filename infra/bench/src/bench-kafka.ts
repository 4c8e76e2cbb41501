import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KafkaSettings } from '@ctg/feed/kafka';
import { type LocalKafka, startLocalKafka } from '@ctg/local-kafka';

/** A temporary broker of the benchmark's own. */
export const startBenchKafka = (): Promise<LocalKafka> =>
  startLocalKafka({ dataDir: mkdtempSync(join(tmpdir(), 'ctg-bench-kafka-')), temporary: true });

/** Topics of a contender's own on that broker. */
export const kafkaOf = ({ broker }: LocalKafka, prefix: string): KafkaSettings => ({
  brokers: [broker],
  ssl: false,
  prefix,
  partitions: 6,
  replicationFactor: 1,
});
