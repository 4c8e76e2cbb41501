/** The feed over Apache Kafka: the consumers' side, and the relay that fills the topics from the event store. */
export { type KafkaFeedOptions, openKafkaFeed, publishingServices } from './kafka-feed.js';
export { type RelayOptions, type RelayStatus, type RunningRelay, startRelay } from './relay.js';
export {
  type KafkaEnvironment,
  type KafkaSettings,
  kafkaEnvironment,
  kafkaFaults,
  kafkaSettings,
} from './settings.js';
export { toRecord } from './to-record.js';
export { topicOf } from './topics.js';
export { type Verification, type VerifyOptions, verifyTopics } from './verify.js';
