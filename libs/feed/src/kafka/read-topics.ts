import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import { backoff, pause } from '../delivery/pause.js';
import { within } from './client.js';
import { asAdmin, endsOf } from './topics.js';

/** Without news from the broker for so long, the reading is given up. Milliseconds. */
const patience = 30_000;

/**
 * Gives every record of these topics once, from their beginnings to the ends that they have now, in the order of each
 * partition. The group is made for this reading and deleted after it.
 * @throws Error when the broker does not answer
 */
export async function readTopics(
  kafka: Kafka,
  groupId: string,
  topics: readonly string[],
  each: (topic: string, partition: number, message: KafkaMessage) => void,
): Promise<void> {
  const ends = await onceLed(() => asAdmin(kafka, (admin) => endsOf(admin, topics)));
  const open = new Map([...ends].filter(([, end]) => end > 0n));
  if (open.size === 0) return;
  let hasBegun = false;
  const consumer = kafka.consumer({
    groupId,
    maxWaitTimeInMs: 500,
    // A broker that has just started takes a moment to know its groups, and joining is given up at once when it does not.
    // Records that were met must not be read again.
    retry: {
      retries: 3,
      initialRetryTime: 200,
      maxRetryTime: 2_000,
      restartOnFailure: async () => !hasBegun,
    },
  });
  try {
    await read(consumer, topics, open, (topic, partition, message) => {
      hasBegun = true;
      each(topic, partition, message);
    });
  } finally {
    await within(5_000, consumer.disconnect());
    await asAdmin(kafka, (admin) => admin.deleteGroups([groupId])).catch(() => {});
  }
}

function read(
  consumer: Consumer,
  topics: readonly string[],
  open: Map<string, bigint>,
  each: (topic: string, partition: number, message: KafkaMessage) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout;
    const giveUp = () => reject(new Error(`The broker has said nothing for ${patience / 1_000} s.`));
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, patience);
    };
    const end = (error?: Error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    };
    heard();
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) end(payload.error);
    });
    const start = async () => {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch: { topic, partition, messages, lastOffset } }) => {
          heard();
          const place = `${topic}/${partition}`;
          const last = open.get(place);
          if (last === undefined) return;
          for (const message of messages) if (BigInt(message.offset) < last) each(topic, partition, message);
          if (BigInt(messages.at(-1)?.offset ?? lastOffset()) + 1n >= last) open.delete(place);
          if (open.size === 0) end();
        },
      });
    };
    start().catch(end);
  });
}

/** A broker that has just started does not lead its partitions yet, and the client does not wait for it. */
async function onceLed<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patience;
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const { name, retriable } = error as { name?: string; retriable?: boolean };
      if (name !== 'KafkaJSProtocolError' || !retriable || performance.now() > deadline) throw error;
      await pause(backoff(attempt, 100, 1_000));
    }
  }
}
