import { randomUUID } from 'node:crypto';
import { describeWithKafka, testBroker } from '@ctg/local-kafka/testing';
import { Effects } from '../conformance/effects.js';
import { eventually } from '../conformance/harness.js';
import { conventions, events, numbers } from '../conformance/stage.js';
import type { Feed } from '../port.js';
import { connectKafka } from './client.js';
import { type KafkaScene, kafkaScene } from './scene-testing.js';
import { asAdmin, topicOf } from './topics.js';

const group = 'demo:effects';

describeWithKafka('what a broker does to the feed', () => {
  let broker: Awaited<ReturnType<typeof testBroker>>;
  let scene: KafkaScene;
  let effects: Effects;
  const feeds: Feed[] = [];
  const opened = async (opening: Promise<Feed>) => {
    const feed = await opening;
    feeds.push(feed);
    return feed;
  };
  const follow = (feed: Feed) => feed.subscribe({ group, handle: effects.handler() });

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

  const admin = <T>(work: Parameters<typeof asAdmin<T>>[1]) =>
    asAdmin(connectKafka(scene.kafka, 'test'), work);
  const topic = () => topicOf(scene.kafka.prefix, 'demo');

  test('malformed records are parked with their bytes, hold their key, and the others go on', async () => {
    const [ill = '', well = ''] = conventions(2);
    const feed = await opened(scene.openFeed());
    const running = await follow(feed);
    await scene.publish(ill, events(1, 2));
    await effects.reach(2);
    const producer = connectKafka(scene.kafka, 'test').producer();
    await producer.connect();
    await producer.send({
      topic: topic(),
      messages: [{ key: ill, value: '{"cut', headers: { ce_id: 'x' } }],
    });
    await producer.send({ topic: topic(), messages: [{ key: null, value: Buffer.from([0, 255]) }] });
    await producer.disconnect();
    await scene.publish(ill, events(3, 4));
    await scene.publish(well, events(1, 3));
    expect(await effects.reach(3, well)).toEqual([1, 2, 3]);
    await eventually(
      () => running.status().parked,
      (parked) => parked === 4,
    );
    expect(await effects.values(ill)).toEqual([1, 2]);
    const parked = await feed.parked(group);
    const [first, ...waiting] = parked.filter(({ key }) => key === ill);
    expect(first).toMatchObject({ waiting: false, reason: 'Header ce_specversion is missing.' });
    expect(first?.event.data).toEqual({ value: '{"cut' });
    expect(waiting.map((each) => each.waiting)).toEqual([true, true]);

    expect(await feed.replayParked(group, ill)).toEqual({ replayed: 0, stillParked: 3 });
    await feed.discardParked(group, first?.eventId ?? '', 'Écrit par un essai');
    expect(await feed.replayParked(group, ill)).toEqual({ replayed: 2, stillParked: 0 });
    expect(await effects.values(ill)).toEqual(numbers(1, 4));
  });

  test('an unknown type and a foreign tenant are parked, not guessed at', async () => {
    const [key = '', well = ''] = conventions(2);
    await scene.publish(key, [{ value: 1 }, { value: 2, type: 'demo.New' }, { value: 3 }]);
    await scene.publish(well, [{ value: 1 }, { value: 2, tenant: 'caf-13' }]);
    const feed = await opened(scene.openStrict());
    const running = await follow(feed);
    await eventually(
      () => running.status().parked,
      (parked) => parked === 3,
    );
    expect(await effects.values()).toEqual([1, 1]);
    const reasons = (await feed.parked(group)).filter(({ waiting }) => !waiting).map(({ reason }) => reason);
    const [{ raw = '' } = {}] = await feed.parked(group);
    expect(Object.keys(JSON.parse(raw).record.headers)).toContain('ce_type');
    expect(reasons.sort()).toEqual([
      'Tenant caf-13 is not served here.',
      'demo.New is not known here: update this service.',
    ]);
  });

  test('a group that asks for what is not known here gets it as it was written', async () => {
    const [key = ''] = conventions(1);
    await scene.publish(key, [{ value: 1 }, { value: 2, type: 'demo.New' }, { value: 3 }]);
    const feed = await opened(scene.openStrict());
    await feed.subscribe({ group, filter: { unknownTypes: 'as-written' }, handle: effects.handler() });
    expect(await effects.reach(3, key)).toEqual([1, 2, 3]);
  });

  test('what is published again changes nothing', async () => {
    const keys = conventions(3);
    const feed = await opened(scene.openFeed());
    await follow(feed);
    for (const key of keys) await scene.publish(key, events(1, 20));
    await effects.reach(60);
    await scene.relay().republish('0');
    for (const key of keys) await scene.publish(key, events(21, 25));
    await effects.reach(75);
    for (const key of keys) expect(await effects.values(key)).toEqual(numbers(1, 25));
    const ends = await admin((each) => each.fetchTopicOffsets(topic()));
    expect(ends.reduce((sum, { high }) => sum + Number(high), 0)).toBe(60 + 75);
  });

  test('a topic that its broker lost is noticed by relay and consumers, and filled again without loss', async () => {
    const keys = conventions(3);
    const feed = await opened(scene.openFeed());
    const running = await follow(feed);
    for (const key of keys) await scene.publish(key, events(1, 10));
    await effects.reach(30);
    await scene.stopRelay();
    await running.stop();
    await admin((each) => each.deleteTopics({ topics: [topic()], timeout: 10_000 }));
    for (const key of keys) await scene.publish(key, events(11, 12));
    await scene.startRelay();
    const trouble = await eventually(
      () => scene.relay().status().trouble,
      (said) => said !== undefined,
    );
    expect(trouble).toContain('ctg relay republish --from 0');
    const again = await follow(feed);
    await eventually(
      () => again.status().trouble,
      (said) => said?.includes('shorter') === true,
    );
    await scene.relay().republish('0');
    await effects.reach(36);
    for (const key of keys) expect(await effects.values(key)).toEqual(numbers(1, 12));
  });

  test('another topic with other records at the same offsets is not taken for the one that was read', async () => {
    const [first = '', second = ''] = conventions(2);
    const feed = await opened(scene.openFeed());
    const running = await follow(feed);
    await scene.publish(first, events(1, 30));
    await effects.reach(30);
    await running.stop();
    await scene.stopRelay();
    await scene.publish(second, events(1, 90));
    await admin((each) => each.deleteTopics({ topics: [topic()], timeout: 10_000 }));
    await scene.startRelay();
    // The topic begins with what nobody has read: as long as before, and longer.
    await scene.relay().republish('30');
    await eventually(
      () => scene.relay().status(),
      ({ position, trouble }) => position === '120' && trouble === undefined,
    );
    await follow(feed);
    await effects.reach(120);
    expect(await effects.values(second)).toEqual(numbers(1, 90));
    expect(await effects.values(first)).toEqual(numbers(1, 30));
  });

  test('a group changes from one adapter to the other and back, each effect once', async () => {
    const keys = conventions(4);
    const round = async (opening: Promise<Feed>, from: number, to: number) => {
      const feed = await opened(opening);
      await follow(feed);
      for (const key of keys) await scene.publish(key, events(from, to));
      await effects.reach(4 * to);
      await feed.close();
    };
    await round(scene.openEmbedded(), 1, 5);
    await round(scene.openFeed(), 6, 15);
    await round(scene.openEmbedded(), 16, 20);
    await round(scene.openFeed(), 21, 30);
    for (const key of keys) expect(await effects.values(key)).toEqual(numbers(1, 30));
  });

  test('a topic that is given more partitions loses and doubles nothing', async () => {
    const keys = conventions(6);
    const feed = await opened(scene.openFeed());
    const running = await follow(feed);
    for (const key of keys) await scene.publish(key, events(1, 10));
    await effects.reach(60);
    await running.stop();
    await scene.stopRelay();
    await admin((each) => each.createPartitions({ topicPartitions: [{ topic: topic(), count: 5 }] }));
    for (const key of keys) await scene.publish(key, events(11, 20));
    await scene.startRelay();
    await follow(feed);
    await effects.reach(120);
    for (const key of keys) expect(await effects.values(key)).toEqual(numbers(1, 20));
  });

  test('a broker that is killed and comes back loses and doubles nothing', async () => {
    const own = await testBroker();
    const alone = await kafkaScene(own.broker);
    let again: typeof own | undefined;
    try {
      await Effects.prepare(alone.dataSource);
      const seen = new Effects(alone.dataSource, group);
      const feed = await opened(alone.openFeed());
      await feed.subscribe({ group, handle: seen.handler() });
      const [key = randomUUID()] = conventions(1);
      await alone.publish(key, events(1, 50));
      await seen.reach(10);
      await own.kill();
      await alone.publish(key, events(51, 60));
      again = await own.restart();
      await alone.publish(key, events(61, 70));
      expect(await seen.reach(70)).toEqual(numbers(1, 70));
    } finally {
      await Promise.all(feeds.splice(0).map((feed) => feed.close()));
      await alone.close();
      await (again ?? own).stop();
    }
  });
});
