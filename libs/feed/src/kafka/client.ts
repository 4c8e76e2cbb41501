import kafkajs, { type Kafka, type KafkaConfig } from 'kafkajs';
import { learnCodecs } from './codecs.js';
import type { KafkaSettings } from './settings.js';

learnCodecs();

/**
 * The client library, told to give up early: retrying is ours to do, from a checkpoint, with everything made anew. It is
 * silent; what goes wrong is in the status of the subscriptions and of the relay.
 */
export function connectKafka(settings: KafkaSettings, clientId: string): Kafka {
  return new kafkajs.Kafka({
    clientId,
    brokers: [...settings.brokers],
    ssl: typeof settings.ssl === 'boolean' ? settings.ssl : { ca: [settings.ssl.ca] },
    ...(settings.sasl ? { sasl: settings.sasl as NonNullable<KafkaConfig['sasl']> } : {}),
    connectionTimeout: 3_000,
    authenticationTimeout: 5_000,
    requestTimeout: 10_000,
    enforceRequestTimeout: true,
    retry: { retries: 3, initialRetryTime: 100, maxRetryTime: 1_000 },
    logLevel: kafkajs.logLevel.NOTHING,
  });
}

/** Waits for what may never come: the client's own clean-up, when its broker is gone. Milliseconds. */
export async function within(patience: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
