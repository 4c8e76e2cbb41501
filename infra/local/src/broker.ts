import { join } from 'node:path';
import { type KafkaSettings, kafkaSettings } from '@ctg/feed/kafka';
import { KafkaFailure, KafkaUnavailable, startLocalKafka } from '@ctg/local-kafka';
import type { LocalSettings } from './settings.js';
import { StartFailure } from './start-failure.js';
import type { StartWatch } from './start-watch.js';

/** The broker that events travel over. */
export interface Broker {
  readonly settings: KafkaSettings;
  /** Stops what was started; a broker that was only used goes on. */
  stop(): Promise<void>;
}

/** The brokers named by KAFKA_BROKERS, or our own in the data folder, started again when it ends by itself; undefined when the feed is the embedded one. */
export async function openBroker(
  { kafka, dataDir }: LocalSettings,
  { told, lost }: StartWatch = {},
): Promise<Broker | undefined> {
  if (!kafka) return undefined;
  if (kafka.KAFKA_BROKERS) return { settings: kafkaSettings(kafka), stop: async () => {} };
  try {
    const broker = await startLocalKafka({
      dataDir: join(dataDir, 'kafka'),
      watch: {
        restarted: (sentence) => told?.(sentence),
        lost: ({ message }) => lost?.(message),
      },
    });
    return { settings: kafkaSettings(kafka, broker.broker), stop: () => broker.stop() };
  } catch (error) {
    if (error instanceof KafkaUnavailable) throw new StartFailure(withAnotherWay(error), { cause: error });
    throw error instanceof KafkaFailure ? new StartFailure(error.message, { cause: error }) : error;
  }
}

const withAnotherWay = ({ why, remedy }: KafkaUnavailable) =>
  `${why} ; ${remedy} ; ou donnez l’adresse d’un cluster existant : KAFKA_BROKERS=serveur:9092 FEED=kafka npm start.`;
