import { describeWithKafka, testBroker } from '@ctg/local-kafka/testing';
import { feedConformance } from '../conformance/index.js';
import { kafkaScene } from './scene-testing.js';

describeWithKafka('the feed over Kafka', () => {
  let broker: Awaited<ReturnType<typeof testBroker>>;
  beforeAll(async () => {
    broker = await testBroker();
  });
  afterAll(() => broker?.stop());

  feedConformance('Kafka, from the relay', () => kafkaScene(broker.broker));
});
