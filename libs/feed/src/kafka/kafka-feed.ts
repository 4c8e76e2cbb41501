import { catalogue } from '@ctg/contracts';
import type { EventStore } from '@ctg/event-store';
import type { DataSource } from 'typeorm';
import { StoreWitness } from '../checkpoint/store-witness.js';
import { serviceOf } from '../cloud-events/attributes.js';
import { MemberFeed } from '../member/member-feed.js';
import { defaultSettings, type FeedSettings } from '../member/settings.js';
import { readParked } from '../parking/read-parked.js';
import type { Feed } from '../port.js';
import { ensureFeedTables } from '../tables/feed-tables.js';
import { type Redeem, redeemFrom } from './claim.js';
import { connectKafka } from './client.js';
import { HorizonWatch } from './horizon.js';
import { KafkaMember } from './kafka-member.js';
import { RecordReader } from './record-reader.js';
import type { KafkaSettings } from './settings.js';
import { topicOf } from './topics.js';

export interface KafkaFeedOptions extends Partial<FeedSettings> {
  readonly kafka: KafkaSettings;
  /** The consumer's own database: checkpoints and parked events stand in the first schema of its search path. */
  readonly dataSource: DataSource;
  /** Who consumes: names its groups on the broker. */
  readonly consumer: string;
  /** Every service that publishes; default: those of the catalogue. */
  readonly services?: readonly string[];
  /** Default: the types of the catalogue. */
  readonly knows?: (type: string) => boolean;
  /** Tenants that may appear; left out: any. */
  readonly tenants?: readonly string[];
  /** Where the data of events is that are larger than their topic takes. Left out: such an event is parked. Left out, checkpoints are taken on trust. */
  readonly store?: EventStore;
}

const known = new Set(catalogue.map(({ type }) => type));

/** Every service whose events are published. */
export const publishingServices: readonly string[] = [...new Set([...known].map(serviceOf))];

/** The feed over Apache Kafka: the topics that the relay fills. */
export async function openKafkaFeed(options: KafkaFeedOptions): Promise<Feed> {
  const { kafka: kafkaSettings, dataSource, consumer, services = publishingServices } = options;
  await ensureFeedTables(dataSource);
  const witness = options.store && { witness: new StoreWitness(options.store) };
  const settings: FeedSettings = { ...defaultSettings, ...witness, ...options };
  const kafka = connectKafka(kafkaSettings, `${kafkaSettings.prefix}.${consumer}`);
  const topics = services.map((service) => topicOf(kafkaSettings.prefix, service));
  const horizons = new HorizonWatch(kafka, kafkaSettings.prefix, topics);
  const reader = new RecordReader({
    decode: settings.decode,
    knows: options.knows ?? ((type) => known.has(type)),
    ...(options.tenants ? { tenants: options.tenants } : {}),
  });
  const groupPrefix = `${kafkaSettings.prefix}.${consumer}`;
  const redeem: Redeem = options.store ? redeemFrom(options.store) : async () => undefined;
  const shared = {
    redeem,
    kafka,
    kafkaSettings,
    groupPrefix,
    services,
    horizons,
    dataSource,
    settings,
    reader,
  };
  return new MemberFeed({
    dataSource,
    read: readParked(settings.decode),
    member: (subscription) => new KafkaMember(subscription, shared),
    closed: () => horizons.close(),
  });
}
