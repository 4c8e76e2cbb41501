import kafkajs, { type Admin } from 'kafkajs';
import { NeedsRemedy } from '../delivery/needs-remedy.js';
import type { KafkaSettings } from './settings.js';

/** What a topic of events is made with: it is the history, so nothing of it may ever expire. */
export const wantedSettings = {
  'cleanup.policy': 'delete',
  'retention.ms': '-1',
  'retention.bytes': '-1',
  'max.message.bytes': '4194304',
} as const;

/** Without which a topic forgets: nothing is published to such a one. */
const keeping = ['cleanup.policy', 'retention.ms', 'retention.bytes'] as const;

/** A topic forgets what it is told, or may: whoever reads it from its beginning would miss events. */
class TopicForgets extends NeedsRemedy {
  override readonly name = 'TopicForgets';
}

/** What was found of the topics. */
export interface TopicsFound {
  /** Most bytes of one batch, by topic. */
  readonly largestBatch: ReadonlyMap<string, number>;
  /** What is not as it was asked for but loses nothing, a sentence each. */
  readonly warnings: readonly string[];
}

/** What is assumed where the broker does not let this program read a topic's settings: its own default. */
const defaultLargestBatch = 1_048_588;

/**
 * Compares what topics are with what the relay needs of them.
 * @throws TopicForgets naming each setting, what it is, what it must be, and the command that mends it
 */
export async function inspectTopics(
  admin: Admin,
  settings: Pick<KafkaSettings, 'replicationFactor'>,
  topics: readonly string[],
): Promise<TopicsFound> {
  const found = await settingsOf(admin, topics);
  const faults: string[] = [];
  const warnings: string[] = [];
  for (const [topic, values] of found) {
    for (const name of keeping) {
      const value = values.get(name);
      if (value !== undefined && value !== wantedSettings[name])
        faults.push(
          `${topic} has ${name}=${value}, ${wantedSettings[name]} is needed (${mend(topic, name)})`,
        );
    }
    const largest = Number(values.get('max.message.bytes'));
    if (largest < defaultLargestBatch)
      warnings.push(
        `${topic} takes at most ${largest} bytes a batch: larger events are published without their data (${mend(topic, 'max.message.bytes')}).`,
      );
  }
  if (faults.length > 0)
    throw new TopicForgets(
      `Topics that forget: ${faults.join('; ')}. What has expired meanwhile comes back with ctg relay republish --from 0.`,
    );
  if (found.size < topics.length)
    warnings.push('The settings of the topics could not be read: the relay needs DescribeConfigs on them.');
  return {
    largestBatch: new Map(
      topics.map((topic) => [
        topic,
        Number(found.get(topic)?.get('max.message.bytes') ?? defaultLargestBatch),
      ]),
    ),
    warnings: [...warnings, ...(await underReplicated(admin, settings, topics))],
  };
}

const mend = (topic: string, name: keyof typeof wantedSettings) =>
  `kafka-configs.sh --alter --topic ${topic} --add-config ${name}=${wantedSettings[name]}`;

async function settingsOf(
  admin: Admin,
  topics: readonly string[],
): Promise<Map<string, ReadonlyMap<string, string>>> {
  const names = Object.keys(wantedSettings);
  const resources = topics.map((name) => ({
    type: kafkajs.ConfigResourceTypes.TOPIC,
    name,
    configNames: names,
  }));
  try {
    const answer = await admin.describeConfigs({ includeSynonyms: false, resources });
    return new Map(
      answer.resources.map(({ resourceName, configEntries }) => [
        resourceName,
        new Map(configEntries.map(({ configName, configValue }) => [configName, configValue])),
      ]),
    );
  } catch (error) {
    // Topics that this program may not look at are taken to be as they were made.
    if ((error as { type?: string }).type === 'TOPIC_AUTHORIZATION_FAILED') return new Map();
    throw error;
  }
}

async function underReplicated(
  admin: Admin,
  { replicationFactor }: Pick<KafkaSettings, 'replicationFactor'>,
  topics: readonly string[],
): Promise<string[]> {
  const metadata = await admin.fetchTopicMetadata({ topics: [...topics] });
  return metadata.topics.flatMap(({ name, partitions }) => {
    const fewest = Math.min(...partitions.map(({ replicas }) => replicas.length));
    return fewest < replicationFactor
      ? [`${name} has ${fewest} replicas, ${replicationFactor} were asked for (KAFKA_REPLICATION).`]
      : [];
  });
}
