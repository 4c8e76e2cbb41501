import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithKafka, type SecuredTestBroker, securedTestBroker } from '@ctg/local-kafka/testing';
import { z } from 'zod';
import { Effects } from '../conformance/effects.js';
import { conventions, events } from '../conformance/stage.js';
import { connectKafka } from './client.js';
import { kafkaScene } from './scene-testing.js';
import { kafkaEnvironment, kafkaFaults, kafkaSettings } from './settings.js';
import { asAdmin } from './topics.js';

describeWithKafka('a broker that wants TLS and a password', () => {
  let folder = '';
  let authority = '';
  let broker: SecuredTestBroker;
  const secured = (changes: Record<string, string> = {}) =>
    z.object(kafkaEnvironment).parse({
      KAFKA_BROKERS: broker.securedBroker,
      KAFKA_SSL: 'true',
      KAFKA_SSL_CA: authority,
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_SASL_USERNAME: broker.user.name,
      KAFKA_SASL_PASSWORD: broker.user.password,
      ...changes,
    });
  const topics = (environment: ReturnType<typeof secured>) =>
    asAdmin(connectKafka(kafkaSettings(environment), 'test'), (admin) => admin.listTopics());

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ctg-ca-'));
    authority = join(folder, 'ca.pem');
    broker = await securedTestBroker();
    writeFileSync(authority, broker.ca);
  });
  afterAll(async () => {
    await broker?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  test.each(['plain', 'scram-sha-512'])(
    'events go from the store to their effect with %s',
    async (mechanism) => {
      const { ssl, sasl } = kafkaSettings(secured({ KAFKA_SASL_MECHANISM: mechanism }));
      const scene = await kafkaScene(broker.securedBroker, sasl ? { ssl, sasl } : { ssl });
      try {
        await Effects.prepare(scene.dataSource);
        const effects = new Effects(scene.dataSource, 'demo:effects');
        const feed = await scene.openFeed();
        await feed.subscribe({ group: 'demo:effects', handle: effects.handler() });
        await scene.publish(conventions(1)[0] ?? '', events(1, 3));
        await effects.reach(3);
        await feed.close();
      } finally {
        await scene.close();
      }
    },
  );

  test('the right password comes in, a wrong one does not', async () => {
    await expect(topics(secured())).resolves.toBeInstanceOf(Array);
    await expect(topics(secured({ KAFKA_SASL_PASSWORD: 'wrong' }))).rejects.toThrow(/authentication/i);
  });

  test('a certificate of an authority that is not trusted is refused', async () => {
    const { KAFKA_SSL_CA: _, ...untrusting } = secured();
    await expect(topics(untrusting)).rejects.toThrow(/self-signed|certificate/i);
  });

  test('an authority that cannot be read, or that TLS does not go with, is told at the start', () => {
    expect(kafkaFaults(secured())).toEqual([]);
    expect(kafkaFaults(secured({ KAFKA_SSL_CA: join(folder, 'none.pem'), KAFKA_SSL: 'false' }))).toEqual([
      expect.stringContaining('KAFKA_SSL=true'),
      expect.stringContaining('none.pem'),
    ]);
  });
});
