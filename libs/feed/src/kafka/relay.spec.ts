import { randomUUID } from 'node:crypto';
import { describeWithKafka, testBroker } from '@ctg/local-kafka/testing';
import { Effects } from '../conformance/effects.js';
import { eventually } from '../conformance/harness.js';
import { conventions, events } from '../conformance/stage.js';
import { feedHealth } from '../health/feed-health.js';
import { connectKafka } from './client.js';
import { type RunningRelay, startRelay } from './relay.js';
import { type KafkaScene, kafkaScene } from './scene-testing.js';
import { asAdmin, topicOf } from './topics.js';
import { verifyTopics } from './verify.js';

const services = ['demo', 'other'];

describeWithKafka('the relay', () => {
  let broker: Awaited<ReturnType<typeof testBroker>>;
  let scene: KafkaScene;
  const others: RunningRelay[] = [];
  beforeAll(async () => {
    broker = await testBroker();
  });
  beforeEach(async () => {
    scene = await kafkaScene(broker.broker);
  });
  afterEach(async () => {
    await Promise.all(others.splice(0).map((relay) => relay.stop()));
    await scene?.close();
  });
  afterAll(() => broker?.stop());

  const topic = () => topicOf(scene.kafka.prefix, 'demo');
  const published = (relay: RunningRelay, position: string) =>
    eventually(
      () => relay.status(),
      (status) => status.position === position && status.trouble === undefined,
    );
  const verified = async () => {
    const { store, kafka } = scene;
    return verifyTopics({ store, kafka, services, upTo: await store.head() });
  };
  const second = async () => {
    const { store, dataSource, kafka } = scene;
    const relay = await startRelay({ store, dataSource, kafka, services, leaseMs: 1_000, standbyPollMs: 50 });
    others.push(relay);
    return relay;
  };

  test('of two relays one publishes, the other takes over, nothing is missing or repeated', async () => {
    const [key = ''] = conventions(1);
    await scene.publish(key, events(1, 30));
    await published(scene.relay(), '30');
    const standing = await second();
    await eventually(
      () => standing.status().standby,
      (standby) => standby === true,
    );
    await scene.publish(key, events(31, 40));
    await published(scene.relay(), '40');
    await scene.stopRelay();
    await scene.publish(key, events(41, 50));
    await published(standing, '50');
    expect(await verified()).toEqual({
      events: 50,
      records: 50,
      missing: 0,
      firstMissing: [],
      altered: 0,
      foreign: 0,
      notOurs: 0,
      typesNotOurs: [],
      withoutData: 0,
      firstWithoutData: [],
      repeated: 0,
      outOfOrder: 0,
    });
  });

  test('a checkpoint behind what was sent repeats a stretch, in its order', async () => {
    const keys = conventions(3);
    for (const key of keys) await scene.publish(key, events(1, 10));
    await published(scene.relay(), '30');
    await scene.relay().republish('12');
    await published(scene.relay(), '30');
    await eventually(verified, ({ records }) => records === 48);
    expect(await verified()).toMatchObject({ missing: 0, repeated: 18, outOfOrder: 0, altered: 0 });
  });

  test('what is missing, altered or foreign in a topic is found', async () => {
    const [key = ''] = conventions(1);
    await scene.publish(key, events(1, 6));
    await published(scene.relay(), '6');
    const kafka = connectKafka(scene.kafka, 'test');
    const used = await asAdmin(kafka, async (admin) => {
      await admin.fetchTopicMetadata({ topics: [topic()] });
      const ends = await admin.fetchTopicOffsets(topic());
      const partition = ends.find(({ high }) => high === '6')?.partition ?? 0;
      await admin.deleteTopicRecords({ topic: topic(), partitions: [{ partition, offset: '2' }] });
      return partition;
    });
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({ topic: topic(), messages: [{ key, value: '{}', partition: used }] });
    await producer.disconnect();
    expect(await verified()).toMatchObject({
      events: 6,
      records: 5,
      missing: 2,
      firstMissing: ['1', '2'],
      foreign: 1,
    });
    await scene.relay().republish('0');
    await eventually(verified, ({ missing }) => missing === 0);
  });

  test('a service that it does not know stops it with a sentence, and skips nothing', async () => {
    const [key = ''] = conventions(1);
    await scene.publish(key, [{ value: 1 }]);
    await published(scene.relay(), '1');
    await scene.publish(key, [{ value: 1, type: 'stranger.Noted' }], 'stranger.note');
    await scene.publish(key, [{ value: 2 }]);
    const { trouble, position } = await eventually(
      () => scene.relay().status(),
      (status) => status.trouble !== undefined,
    );
    expect(trouble).toContain('stranger.Noted: this relay has no topic for that service.');
    expect(position).toBe('1');
  });

  test('what is not ours stops nothing: without a topic it is passed over, counted and named; with one it is there once', async () => {
    const [key = ''] = conventions(1);
    await scene.publish(key, events(1, 2));
    const bare = (type: string) => ({ id: randomUUID(), type, data: { n: 1 }, metadata: {} });
    const stranger = `demo.note-${randomUUID()}`;
    await scene.store.append(
      stranger,
      [bare('stranger.Noted'), bare('stranger.Noted'), bare('NoDot'), bare('demo.Noted')],
      { expectedRevision: 'no-stream' },
    );
    await scene.publish(key, events(3, 4));
    await published(scene.relay(), '8');
    const notOurs = { notOurs: 3, typesNotOurs: ['stranger.Noted', 'NoDot'] };
    expect(await verified()).toMatchObject({ ...notOurs, events: 5, missing: 0, foreign: 1, records: 5 });
    expect(scene.notices).toEqual([
      'stranger.Noted at 3 is no event of ours: the relay passes over events of that type.',
      'NoDot at 5 is no event of ours: the relay passes over events of that type.',
    ]);
    expect(scene.relay().status().warnings.join()).toContain('not published: 3, of stranger.Noted (from 3)');
    const feed = await scene.openFeed();
    const effects = new Effects(scene.dataSource, 'demo:effects');
    await Effects.prepare(scene.dataSource);
    await feed.subscribe({ group: 'demo:effects', handle: effects.handler() });
    expect(await effects.reach(4, key)).toEqual([1, 2, 3, 4]);
    await feed.close();
  });

  test('without a broker it is soon known to be ill, and goes on when there is one again', async () => {
    const own = await testBroker();
    const alone = await kafkaScene(own.broker);
    let again: typeof own | undefined;
    try {
      const isHealthy = () => feedHealth([alone.relay().status()], { stalledAfterMs: 2_000 }).healthy;
      const [key = ''] = conventions(1);
      await alone.publish(key, events(1, 5));
      await published(alone.relay(), '5');
      expect(isHealthy()).toBe(true);
      await own.kill();
      await alone.publish(key, events(6, 9));
      await eventually(isHealthy, (healthy) => !healthy);
      expect(alone.relay().status().trouble).toContain('ECONNREFUSED');
      again = await own.restart();
      // The broker answers, but knows neither its partitions nor its groups yet: the comparison waits for both.
      const { store, kafka } = alone;
      expect(await verifyTopics({ store, kafka, services, upTo: 5n })).toMatchObject({
        events: 5,
        missing: 0,
      });
      await published(alone.relay(), '9');
      expect(isHealthy()).toBe(true);
    } finally {
      await alone.close();
      await (again ?? own).stop();
    }
  });
});
