import type { Admin, Kafka } from 'kafkajs';
import { within } from './client.js';
import type { KafkaSettings } from './settings.js';
import { wantedSettings } from './topic-settings.js';

/** `ctg.partners.v1`. */
export const topicOf = (prefix: string, service: string): string => `${prefix}.${service}.v1`;

/** How far the relay has come, as a record of its own: see `horizon.ts`. */
export const watermarkTopic = (prefix: string): string => `${prefix}.watermark.v1`;

/** Number of partitions of each topic, by name. */
export type Layout = ReadonlyMap<string, number>;

/**
 * Creates the topics that are missing (kept without end) and tells how many partitions each has. Several programs may do
 * so at once. The watermark is not history: an hour of it is kept.
 */
export async function ensureTopics(
  admin: Admin,
  settings: KafkaSettings,
  services: readonly string[],
): Promise<Layout> {
  const { prefix, partitions, replicationFactor } = settings;
  const events = services.map((service) => topicOf(prefix, service));
  const existing = new Set(await admin.listTopics());
  const isMissing = (topic: string) => !existing.has(topic);
  const forEver = Object.entries(wantedSettings).map(([name, value]) => ({ name, value }));
  const missing = [
    ...events
      .filter(isMissing)
      .map((topic) => ({ topic, numPartitions: partitions, replicationFactor, configEntries: forEver })),
    ...[watermarkTopic(prefix)].filter(isMissing).map((topic) => ({
      topic,
      numPartitions: 1,
      replicationFactor,
      configEntries: [
        { name: 'retention.ms', value: '3600000' },
        { name: 'segment.ms', value: '600000' },
      ],
    })),
  ];
  if (missing.length > 0) {
    await admin
      .createTopics({ topics: missing, waitForLeaders: true, timeout: 10_000 })
      .catch((error: unknown) => {
        if (!isAlreadyThere(error)) throw error;
      });
  }
  const { topics } = await admin.fetchTopicMetadata({ topics: events });
  return new Map(topics.map(({ name, partitions: found }) => [name, found.length]));
}

/** Somebody else was first: said of one topic, or of each of several. */
function isAlreadyThere(error: unknown): boolean {
  const { type, errors } = error as { type?: string; errors?: readonly { type?: string }[] };
  const all = errors ? errors.map((each) => each.type) : [type];
  return all.every((each) => each === 'TOPIC_ALREADY_EXISTS');
}

/** Does something with an admin client of its own, and lets it go. */
export async function asAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await within(2_000, admin.disconnect());
  }
}

/** Where a partition begins (offset of the oldest record that is left) and ends (offset of the next record). */
export interface Bounds {
  readonly start: bigint;
  readonly end: bigint;
}

/** The bounds of every partition, by `topic/partition`. */
export async function boundsOf(admin: Admin, topics: readonly string[]): Promise<Map<string, Bounds>> {
  const all = await Promise.all(
    topics.map(async (topic) =>
      (await admin.fetchTopicOffsets(topic)).map(
        ({ partition, low, high }) =>
          [`${topic}/${partition}`, { start: BigInt(low), end: BigInt(high) }] as const,
      ),
    ),
  );
  return new Map(all.flat());
}

/** End of every partition, by `topic/partition`. */
export const endsOf = async (admin: Admin, topics: readonly string[]): Promise<Map<string, bigint>> =>
  new Map([...(await boundsOf(admin, topics))].map(([place, { end }]) => [place, end]));
