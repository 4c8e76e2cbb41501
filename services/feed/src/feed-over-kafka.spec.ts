import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithKafka, type TestBroker, testBroker } from '@ctg/local-kafka/testing';
import pg from 'pg';
import {
  anor,
  associated,
  type FeedScene,
  feedScene,
  opened,
  siren,
  uuid,
} from './readers/subscribers-testing.js';
import { programOf } from './subscribing-testing.js';

interface Group {
  readonly group: string;
  readonly rebuilding: boolean;
  readonly parked: number;
}

const sample = join(import.meta.dirname, '../../../samples/subscriber/kafka.mjs');

describeWithKafka('over Kafka', () => {
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
    'the sample %s follows, and resumes where it was',
    async (name) => {
      const program = name === 'kafka.mjs' ? sample : join(folder, name);
      const before = (await printed(program, 2)).slice(0, 2);
      expect(before).toEqual(['partners.ConventionOpened', 'partners.PartnerAssociated']);
      await scene.ofConvention(uuid(1), [associated(siren(name.length))]);
      expect(await printed(program, 1)).toEqual(['partners.PartnerAssociated']);
    },
    120_000,
  );

  test('a table that is learned over Kafka is built anew from the journal while events come, and goes on over Kafka', async () => {
    const owner = new pg.Client({ connectionString: scene.databaseUrl });
    await owner.connect();
    try {
      const id = uuid(2);
      const expected = [anor];
      const more = async (count: number) => {
        for (let n = 0; n < count; n++) {
          const organisation = siren(1_000 + expected.length);
          expected.push(organisation);
          await scene.ofConvention(id, [associated(organisation)]);
        }
      };
      const groups = async () => {
        const answer = await scene.get('/api/feed/groups', 'operator');
        return ((await answer.json()) as { readonly items: readonly Group[] }).items;
      };
      const table = async () => {
        const found = (await groups()).find(({ group }) => group.startsWith('projection:known-conventions@'));
        if (!found) throw new Error('no table of known conventions');
        return found;
      };
      const { group } = await table();
      const known = `feed__known_conventions_v${group.split('@')[1]}.known_convention`;
      const row = async () =>
        (await owner.query(`SELECT title, organisations FROM ${known} WHERE convention_id = $1`, [id]))
          .rows[0];
      const until = async (isSo: () => Promise<boolean>) => {
        while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      const hasAll = async () => (await row())?.organisations.includes(expected.at(-1));

      await scene.ofConvention(id, [opened('CTG'), associated()]);
      await more(50);
      await until(hasAll);
      await owner.query(`UPDATE ${known} SET title = 'faux', organisations = '{}' WHERE convention_id = $1`, [
        id,
      ]);
      const asked = fetch(`${scene.origin}/api/feed/groups/rebuild`, {
        method: 'POST',
        headers: { authorization: 'Bearer operator', 'content-type': 'application/json' },
        body: JSON.stringify({ group, reason: 'Lignes fausses' }),
      });
      await more(20);
      expect((await asked).status).toBe(200);
      await more(20);
      await until(async () => !(await table()).rebuilding);
      await more(20);
      await until(hasAll);
      // It is Kafka that it follows.
      const lanes = await owner.query('SELECT FROM feed.feed_lane WHERE consumer_group = $1', [group]);
      expect(lanes.rowCount).toBeGreaterThan(0);
      // Of an opening: the Caf itself comes first.
      const { title, organisations } = await row();
      expect(title).toBe('CTG');
      expect(organisations.slice(-expected.length)).toEqual(expected);
      expect(organisations).toHaveLength(expected.length + 1);
      expect((await groups()).map(({ parked }) => parked)).toEqual((await groups()).map(() => 0));
    } finally {
      await owner.end();
    }
  }, 120_000);
});
