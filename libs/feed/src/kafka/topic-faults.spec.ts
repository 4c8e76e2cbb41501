import { randomUUID } from 'node:crypto';
import { describeWithKafka, testBroker } from '@ctg/local-kafka/testing';
import { decompress as unpackZstd } from 'fzstd';
import kafkajs from 'kafkajs';
import { Effects } from '../conformance/effects.js';
import { eventually } from '../conformance/harness.js';
import { conventions, events, numbers } from '../conformance/stage.js';
import { feedHealth } from '../health/feed-health.js';
import type { Feed, FeedStatus } from '../port.js';
import { connectKafka } from './client.js';
import { openKafkaFeed, startRelay } from './index.js';
import { type KafkaScene, kafkaScene } from './scene-testing.js';
import { asAdmin, topicOf } from './topics.js';
import { verifyTopics } from './verify.js';

const group = 'demo:effects';
const services = ['demo', 'other'];

describeWithKafka('what the settings of a topic do to the feed', () => {
  let broker: Awaited<ReturnType<typeof testBroker>>;
  let scene: KafkaScene;
  let effects: Effects;
  const feeds: Feed[] = [];
  beforeAll(async () => {
    broker = await testBroker();
  });
  beforeEach(async () => {
    scene = await kafkaScene(broker.broker);
    await Effects.prepare(scene.dataSource);
    effects = new Effects(scene.dataSource, group);
  });
  afterEach(async () => {
    await Promise.all(feeds.splice(0).map((feed) => feed.close()));
    await scene?.close();
  });
  afterAll(() => broker?.stop());

  const topic = () => topicOf(scene.kafka.prefix, 'demo');
  const admin = <T>(work: Parameters<typeof asAdmin<T>>[1]) =>
    asAdmin(connectKafka(scene.kafka, 'test'), work);
  const follow = async () => {
    const feed = await scene.openFeed();
    feeds.push(feed);
    return feed.subscribe({ group, handle: effects.handler() });
  };
  const configure = (name: string, value: string) =>
    admin((each) =>
      each.alterConfigs({
        validateOnly: false,
        resources: [
          {
            type: kafkajs.ConfigResourceTypes.TOPIC,
            name: topic(),
            configEntries: Object.entries({
              'retention.ms': '-1',
              'retention.bytes': '-1',
              [name]: value,
            }).map(([each, given]) => ({ name: each, value: given })),
          },
        ],
      }),
    );
  const ill = (status: () => FeedStatus) =>
    eventually(
      () => status().failure,
      (failure) => failure !== undefined,
    );
  const relayAt = (position: string) =>
    eventually(
      () => scene.relay().status(),
      (status) => status.position === position && status.trouble === undefined,
    );
  const verified = async () =>
    verifyTopics({ store: scene.store, kafka: scene.kafka, services, upTo: await scene.store.head() });
  /** The oldest records of a topic expire. */
  const expire = async () => {
    const bounds = await admin((each) => each.fetchTopicOffsets(topic()));
    const partitions = bounds
      .filter(({ high }) => Number(high) > 1)
      .map(({ partition, high }) => ({ partition, offset: String(Number(high) - 1) }));
    await admin(async (each) => {
      // Only then does the client know who leads the partitions.
      await each.fetchTopicMetadata({ topics: [topic()] });
      await each.deleteTopicRecords({ topic: topic(), partitions });
    });
  };

  test('a page of large events is sent in batches that the broker takes', async () => {
    const [key = ''] = conventions(1);
    await scene.stopRelay();
    const large = (value: number) => ({ value, text: 'é'.repeat(20_000) });
    await scene.publishData(key, numbers(1, 240).map(large));
    await scene.startRelay();
    await relayAt('240');
    await follow();
    expect(await effects.reach(240)).toEqual(numbers(1, 240));
    expect(await verified()).toMatchObject({ missing: 0, altered: 0, foreign: 0, withoutData: 0 });
  });

  test('an event that no batch can carry goes without its data, named; its order and its effect are whole', async () => {
    const [key = '', other = ''] = conventions(2);
    await scene.stopRelay();
    await configure('max.message.bytes', '20000');
    await scene.publishData(key, [{ value: 1 }, { value: 2, text: 'x'.repeat(50_000) }, { value: 3 }]);
    await scene.publish(other, events(1, 3));
    await scene.startRelay();
    await relayAt('6');
    expect(scene.relay().status().warnings).toEqual([expect.stringContaining('at most 20000 bytes')]);
    expect(await verified()).toMatchObject({
      events: 6,
      missing: 0,
      altered: 0,
      foreign: 0,
      withoutData: 1,
      firstWithoutData: ['2'],
    });
    await follow();
    expect(await effects.reach(3, other)).toEqual([1, 2, 3]);
    expect(await effects.reach(3, key)).toEqual([1, 2, 3]);
  });

  test('without a store to ask, such an event is parked and holds its key', async () => {
    const [key = '', other = ''] = conventions(2);
    await scene.stopRelay();
    await configure('max.message.bytes', '20000');
    await scene.publishData(key, [{ value: 1 }, { value: 2, text: 'x'.repeat(50_000) }, { value: 3 }]);
    await scene.publish(other, events(1, 3));
    await scene.startRelay();
    const { kafka, dataSource } = scene;
    const feed = await openKafkaFeed({
      kafka,
      dataSource,
      services,
      consumer: randomUUID(),
      knows: () => true,
    });
    feeds.push(feed);
    const running = await feed.subscribe({ group, handle: async () => {} });
    await eventually(
      () => running.status().parked,
      (parked) => parked >= 2,
    );
    const [first] = await feed.parked(group);
    expect(first?.reason).toBe('The record has no value.');
  });

  test.each([['zstd', 'snappy', 'lz4', 'gzip'].join(', ')])(
    'a broker that recompresses (%s) is read',
    async (codecs) => {
      const [key = ''] = conventions(1);
      await follow();
      let last = 0;
      for (const codec of codecs.split(', ')) {
        await scene.stopRelay();
        await configure('compression.type', codec);
        await scene.publishData(
          key,
          numbers(last + 1, last + 40).map((value) => ({
            value,
            text: `${codec} « ${'texte '.repeat(400)} »`,
          })),
        );
        last += 40;
        await scene.startRelay();
        expect(await effects.reach(last)).toEqual(numbers(1, last));
      }
      expect(await verified()).toMatchObject({ missing: 0, altered: 0, foreign: 0 });
    },
  );

  test('a batch in a form that nobody here can read makes the group ill at once, and says what to do', async () => {
    const [key = ''] = conventions(1);
    const { CompressionCodecs, CompressionTypes } = kafkajs;
    const codec = CompressionCodecs[CompressionTypes.ZSTD];
    try {
      CompressionCodecs[CompressionTypes.ZSTD] = () => ({
        compress: async () => Buffer.alloc(0),
        decompress: async () => Buffer.from(unpackZstd(Buffer.from('not what zstd writes'))),
      });
      await scene.stopRelay();
      await configure('compression.type', 'zstd');
      await scene.publish(key, events(1, 3));
      await scene.startRelay();
      const running = await follow();
      expect(await ill(running.status)).toContain('compression.type=producer');
      expect(feedHealth([running.status()]).healthy).toBe(false);
      CompressionCodecs[CompressionTypes.ZSTD] = codec as never;
      expect(await effects.reach(3)).toEqual([1, 2, 3]);
      await eventually(
        () => running.status().failure,
        (failure) => failure === undefined,
      );
    } finally {
      CompressionCodecs[CompressionTypes.ZSTD] = codec as never;
    }
  });

  test('a topic that forgets stops the relay with the command that mends it, at its start and while it runs', async () => {
    const [key = ''] = conventions(1);
    await scene.stopRelay();
    const { store, dataSource, kafka } = scene;
    const relay = await startRelay({
      store,
      dataSource,
      kafka,
      services,
      leaseMs: 1_000,
      standbyPollMs: 100,
      inspectEveryMs: 200,
    });
    try {
      await scene.publish(key, events(1, 2));
      await eventually(
        () => relay.status().position,
        (position) => position === '2',
      );
      await configure('retention.ms', '604800000');
      expect(await ill(relay.status)).toContain(
        `kafka-configs.sh --alter --topic ${topic()} --add-config retention.ms=-1`,
      );
      expect(feedHealth([relay.status()]).healthy).toBe(false);
      await configure('retention.ms', '-1');
      await scene.publish(key, events(3, 4));
      await eventually(
        () => relay.status(),
        ({ position, failure }) => position === '4' && failure === undefined,
      );
      expect(feedHealth([relay.status()]).healthy).toBe(true);
    } finally {
      await relay.stop();
    }
  });

  test('a reader that comes after records have expired says so, and reads all once they are published again', async () => {
    const keys = conventions(3);
    for (const key of keys) await scene.publish(key, events(1, 10));
    await relayAt('30');
    await expire();
    const running = await follow();
    expect(await ill(running.status)).toContain('ctg relay republish --from 0');
    expect(await effects.values()).toEqual([]);
    await scene.relay().republish('0');
    await effects.reach(30);
    for (const key of keys) expect(await effects.values(key)).toEqual(numbers(1, 10));
    await eventually(
      () => running.status(),
      ({ caughtUp, failure }) => caughtUp && failure === undefined,
    );
  });

  test('a reader whose unread records expired while it was away does not go on behind the gap', async () => {
    const [key = ''] = conventions(1);
    const before = await follow();
    await scene.publish(key, events(1, 5));
    await effects.reach(5);
    await before.stop();
    await Promise.all(feeds.splice(0).map((feed) => feed.close()));
    await scene.publish(key, events(6, 20));
    await relayAt('20');
    await expire();
    const again = await follow();
    expect(await ill(again.status)).toContain('have expired');
    expect(await effects.values()).toEqual(numbers(1, 5));
    await scene.relay().republish('0');
    expect(await effects.reach(20)).toEqual(numbers(1, 20));
  });
});
