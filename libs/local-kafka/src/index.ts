/**
 * A real Apache Kafka from its official jars, for those who have no broker at hand.
 *
 *     const kafka = await startLocalKafka({ dataDir: '/tmp/kafka' });
 *     new Kafka({ brokers: [kafka.broker] });
 *     ...
 *     await kafka.stop();
 */
export { kafkaJars } from './jars.js';
export { findJava } from './java.js';
export { KafkaFailure, KafkaUnavailable } from './kafka-failure.js';
export { type LocalKafka, type LocalKafkaOptions, startLocalKafka } from './local-kafka.js';
export { whatKafkaLacks } from './what-kafka-lacks.js';
