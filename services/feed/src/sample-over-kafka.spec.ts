import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithKafka, type TestBroker, testBroker } from '@ctg/local-kafka/testing';
import { associated, type FeedScene, feedScene, opened, siren, uuid } from './readers/subscribers-testing.js';
import { programOf } from './subscribing-testing.js';

const sample = join(import.meta.dirname, '../../../samples/subscriber/kafka.mjs');

describeWithKafka('the sample subscriber over Kafka', () => {
  let broker: TestBroker;
  let scene: FeedScene;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ctg-subscriber-'));
    // Where `npm install kafkajs` would put it.
    symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'ecouter.mjs'), programOf('ecouter.mjs'));
    broker = await testBroker();
    const kafka = {
      brokers: [broker.broker],
      ssl: false,
      prefix: 'ctg',
      partitions: 3,
      replicationFactor: 1,
    };
    scene = await feedScene((store) => store, { kafka });
    await scene.ofConvention(uuid(1), [opened(), associated()]);
  }, 120_000);
  afterAll(async () => {
    await scene?.close();
    await broker?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs one until it has printed so many lines, then stops it; one that ends by itself says why. */
  async function printed(program: string, count: number): Promise<string[]> {
    const environment = { PATH: process.env.PATH, KAFKA_BROKERS: broker.broker };
    const child = spawn(process.execPath, [program], { cwd: folder, env: environment });
    const closed = once(child, 'close');
    let text = '';
    let complaints = '';
    child.stdout.on('data', (piece) => {
      text += piece;
    });
    child.stderr.on('data', (piece) => {
      complaints += piece;
    });
    const lines = () => text.split('\n').slice(0, -1);
    const deadline = Date.now() + 90_000;
    while (lines().length < count) {
      const ended = child.exitCode !== null;
      if (ended || Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(
          `${program} ${ended ? 'ended' : 'ran on'} after ${lines().length} of ${count} lines: ${complaints}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // Long enough to say it twice, if it would.
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill('SIGTERM');
    await closed;
    return lines().map((line) => line.split(' ')[1] ?? '');
  }

  test.each(['kafka.mjs', 'ecouter.mjs'])(
    '%s follows, and resumes where it was',
    async (name) => {
      const program = name === 'kafka.mjs' ? sample : join(folder, name);
      const before = (await printed(program, 2)).slice(0, 2);
      expect(before).toEqual(['partners.ConventionOpened', 'partners.PartnerAssociated']);
      await scene.ofConvention(uuid(1), [associated(siren(name.length))]);
      expect(await printed(program, 1)).toEqual(['partners.PartnerAssociated']);
    },
    120_000,
  );
});
