import { randomUUID } from 'node:crypto';
import { NewerEvent, type PublishedEvent } from '@ctg/contracts';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { openReadModel, type Projection } from '../index.js';
import {
  Counter,
  CreateCounter1700000000000 as CreateCounter,
  counters,
  decode,
  onScene,
  type Replica,
  type Scene,
} from '../scene/counter-testing.js';
import { dropAbandoned, Replica as LivingReplica, replicaOf } from './replicas.js';

/** Version n writes its number into every row. */
const version = (number: number, more: Partial<Projection<Counter>> = {}): Projection<Counter> => ({
  ...counters,
  version: number,
  apply: (row, event, key) => {
    const next = counters.apply(row, event, key);
    return next && { ...next, labels: [...next.labels, `v${number}`] };
  },
  ...more,
});

/** A newer program brings a migration along that the older one does not know. */
class AddNote1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE counter ADD COLUMN note text');
  }
  async down(): Promise<void> {}
}
const newer = { projections: [version(2)], migrations: [CreateCounter, AddNote1800000000000] };
const older = { projections: [version(1)] };

async function caughtUp({ store }: Scene, { running }: Replica): Promise<void> {
  expect(await running.waitFor(await store.head(), 20_000)).toBe(true);
}
const labelsOf = async (replica: Replica) => [
  ...new Set(((await replica.table()) as { labels: string[] }[]).flatMap(({ labels }) => labels)),
];
const versionsIn = async ({ dataSource }: Scene) =>
  (await dataSource.query('SELECT version FROM projection_version ORDER BY 1')).map(
    (row: { version: number }) => row.version,
  );

test('a rolling deployment: both versions serve, each from its own table; the old one goes with its last replica', () =>
  onScene(async (scene) => {
    const ids = Array.from({ length: 5 }, () => randomUUID());
    for (const id of ids) await scene.count(id, [1, 2]);
    const [one, other] = [await scene.replica(older), await scene.replica(older)];
    for (const replica of [one, other]) await caughtUp(scene, replica);

    const third = await scene.replica(newer);
    const writer = (async () => {
      for (let round = 0; round < 20; round++) await scene.count(ids[round % 5] ?? '', [1]);
    })();
    await caughtUp(scene, third);
    await other.close();
    // An old replica that is started again while the deployment lasts goes on with its own version.
    const again = await scene.replica(older);
    await writer;
    for (const replica of [one, again, third]) await caughtUp(scene, replica);
    expect(await labelsOf(one)).toEqual(['v1']);
    expect(await labelsOf(again)).toEqual(['v1']);
    expect(await labelsOf(third)).toEqual(['v2']);
    expect((await third.table())[0]).toHaveProperty('note', null);
    const total = (rows: unknown[]) => (rows as { total: number }[]).reduce((sum, row) => sum + row.total, 0);
    expect([total(await again.table()), total(await third.table())]).toEqual([35, 35]);

    expect(await dropAbandoned(scene.dataSource, 'demo')).toEqual([]);
    await one.close();
    await again.close();
    // The scene's own data source is of an old replica too: it is heard of no more.
    await scene.dataSource.query('DELETE FROM projection_replica WHERE version = 1');
    expect(await dropAbandoned(scene.dataSource, 'demo')).toMatchObject([{ name: 'counters', version: 1 }]);
    expect(await versionsIn(scene)).toEqual([2]);
    const groups = await scene.dataSource.query('SELECT consumer_group AS g FROM feed_checkpoint');
    expect(groups).toEqual([{ g: 'projection:counters@2' }]);
    expect(await scene.dataSource.query('SELECT 1 FROM feed_parked')).toEqual([]);
    // Now an older program cannot read what is there, and could not make it.
    await expect(scene.replica(older)).rejects.toThrow(/version plus récente/);
    await scene.count(ids[0] ?? '', [7]);
    await caughtUp(scene, third);
    expect(total(await third.table())).toBe(42);
    await third.close();
  }, older));

test('a projection that the newer program has no more goes with the last replica that knows it, and not when that program is taken back', () => {
  const renamed = { projections: [{ ...counters, name: 'tallies' }] };
  return onScene(async (scene) => {
    const namesIn = async () =>
      (await scene.dataSource.query('SELECT name FROM projection_version ORDER BY 1')).map(
        ({ name }: { name: string }) => name,
      );
    const gone = () => scene.dataSource.query(`DELETE FROM projection_replica WHERE name = 'counters'`);
    await scene.count(randomUUID(), [1]);
    const old = await scene.replica(older);
    const young = await scene.replica(renamed);
    for (const replica of [old, young]) await caughtUp(scene, replica);
    expect(await dropAbandoned(scene.dataSource, 'demo')).toEqual([]);
    await young.close();
    // The older program alone again: what the newer one built stays, as a newer version would.
    expect(await dropAbandoned(scene.dataSource, 'demo')).toEqual([]);
    const again = await scene.replica(renamed);
    await caughtUp(scene, again);
    await old.close();
    await gone();
    expect(await dropAbandoned(scene.dataSource, 'demo')).toMatchObject([{ name: 'counters', version: 1 }]);
    expect(await namesIn()).toEqual(['tallies']);
    await again.close();
  }, older);
});

test('after an outage of the database the first to be heard takes nothing from those who are not heard of yet', () =>
  onScene(async (scene) => {
    await scene.count(randomUUID(), [1]);
    const [old, young] = [await scene.replica(older), await scene.replica(newer)];
    for (const replica of [old, young]) await caughtUp(scene, replica);
    await scene.dataSource.query(`UPDATE projection_replica SET seen_at = seen_at - interval '5 minutes'`);
    const first = new LivingReplica('demo', replicaOf(young.dataSource).tables);
    first.start(young.dataSource);
    await first.stop(young.dataSource);
    expect(await versionsIn(scene)).toEqual([1, 2]);
    expect(await labelsOf(old)).toEqual(['v1']);
    await old.close();
    await young.close();
  }, older));

test('while a version is built by a lone process the one before serves', () => {
  let hold: Promise<void> = Promise.resolve();
  const store = (scene: Scene) =>
    new Proxy(scene.store, {
      get(target, name) {
        const found = Reflect.get(target, name);
        if (name !== 'subscribe') return typeof found === 'function' ? found.bind(target) : found;
        return async function* (...asked: Parameters<typeof target.subscribe>) {
          for await (const page of target.subscribe(...asked)) {
            await hold;
            yield page;
          }
        };
      },
    });
  return onScene(async (scene) => {
    await scene.count(randomUUID(), [1]);
    const before = await scene.replica(older);
    await caughtUp(scene, before);
    await before.close();
    let release = () => {};
    hold = new Promise((resolve) => {
      release = resolve;
    });
    const after = await scene.replica({ projections: [version(2)], store: store(scene) });
    expect(await labelsOf(after)).toEqual(['v1']);
    expect(after.running.health()).toMatchObject({ healthy: true, ready: false });
    release();
    await caughtUp(scene, after);
    expect(await labelsOf(after)).toEqual(['v2']);
    await after.close();
  }, older);
});

test('an event that an older replica does not know yet waits there, and is parked nowhere', () =>
  onScene(async (scene) => {
    const id = randomUUID();
    await scene.count(id, [1]);
    const old = (recorded: Parameters<typeof decode>[0]): PublishedEvent => {
      if ((recorded.data as { label?: string }).label === 'newer')
        throw new NewerEvent('of a version to come');
      return decode(recorded);
    };
    const one = await scene.replica({ ...older, decode: old });
    await caughtUp(scene, one);
    await scene.count(id, [2], 'newer');
    await scene.count(id, [4]);
    const two = await scene.replica({ projections: [version(2)] });
    await caughtUp(scene, two);
    // Started again, it meets the event in its catch-up.
    await one.close();
    const again = await scene.replica({ ...older, decode: old });
    while (!/program that knows/.test(again.running.statuses()[0]?.trouble ?? ''))
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await again.table()).toMatchObject([{ total: 1, labels: ['v1'] }]);
    expect(await two.table()).toMatchObject([{ total: 7 }]);
    expect(await scene.dataSource.query('SELECT 1 FROM feed_parked')).toEqual([]);
    await again.close();
    await two.close();
  }, older));

test('a migration that changes a table without a new version is refused, and nothing is lost', () =>
  onScene(async (scene) => {
    await scene.count(randomUUID(), [1]);
    const one = await scene.replica(older);
    await caughtUp(scene, one);
    const { migrations } = newer;
    const options = { schema: 'demo', url: scene.url, entities: [Counter], migrations };
    await expect(openReadModel({ ...options, projections: [version(1)] })).rejects.toThrow(
      'raise the version',
    );
    expect(await labelsOf(one)).toEqual(['v1']);
    await one.close();
  }, older));

test('a replica that is killed while it builds: the next one goes on where it was, and every event is folded once', () => {
  let folded = 0;
  const slow = version(2, {
    apply: (row, event, key) => {
      folded++;
      return version(2).apply(row, event, key);
    },
  });
  return onScene(async (scene) => {
    const ids = Array.from({ length: 30 }, () => randomUUID());
    for (const id of ids) await scene.count(id, [1, 2, 3, 4]);
    const old = await scene.replica(older);
    await caughtUp(scene, old);
    const of = { projections: [slow], catchUp: { pageSize: 4 } };
    const killed = await scene.replica(of);
    while (folded < 60) await new Promise((resolve) => setImmediate(resolve));
    // From one moment to the next nothing of it reaches the database any more: its lease and its sign of life stay behind.
    await killed.dataSource.destroy();
    const [lease] = await scene.dataSource.query(
      "SELECT holder, position::integer AS position FROM feed_checkpoint WHERE consumer_group = 'projection:counters@2'",
    );
    expect(lease.holder).not.toBeNull();
    await scene.count(ids[0] ?? '', [10]);
    const next = await scene.replica(of);
    for (const replica of [old, next]) await caughtUp(scene, replica);
    const total = async (replica: Replica) =>
      ((await replica.table()) as { total: number }[]).reduce((sum, row) => sum + row.total, 0);
    expect([await total(old), await total(next)]).toEqual([310, 310]);
    expect([await labelsOf(old), await labelsOf(next)]).toEqual([['v1'], ['v2']]);
    await killed.running.stop();
    await killed.feed.close();
    await old.close();
    await next.close();
  }, older);
});
