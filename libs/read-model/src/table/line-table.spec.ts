import { randomUUID } from 'node:crypto';
import { openOrders } from '@ctg/feed';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import type { Projection } from '../index.js';
import {
  type Counter,
  CreateCounter1700000000000 as CreateCounter,
  counters,
  onScene,
  type Replica,
  type Scene,
} from '../scene/counter-testing.js';
import { LineTable } from './line-table.js';

/** One of the numbers that a counter counted by. */
@Entity({ name: 'counter_value' })
class CounterValue {
  @PrimaryColumn('text', { name: 'counter_id' }) counterId!: string;
  @PrimaryColumn('integer') value!: number;
}
class CreateValue1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE counter_value (counter_id text NOT NULL, value integer NOT NULL, PRIMARY KEY (counter_id, value));
      CREATE INDEX counter_value_by_value ON counter_value (value)`);
  }
  async down(): Promise<void> {}
}

/** A line for each of the last two numbers, so many times as large. */
const withLines = (version: number, times: number): Projection<Counter> => ({
  ...counters,
  version,
  lines: [
    {
      entity: CounterValue,
      of: ({ counterId, values }) => values.slice(-2).map((value) => ({ counterId, value: value * times })),
    },
  ],
});
const migrations = [CreateCounter, CreateValue1700000000001];
const entities = [CounterValue];
const plain = { projections: [{ ...counters, version: 1 }] };
const lined = { projections: [withLines(2, 1)], migrations, entities };
const tenfold = { projections: [withLines(3, 10)], migrations, entities };

async function caughtUp({ store }: Scene, { running }: Replica): Promise<void> {
  expect(await running.waitFor(await store.head(), 20_000)).toBe(true);
}
const linesOf = async ({ dataSource }: Replica) =>
  (await dataSource.query('SELECT value FROM counter_value ORDER BY counter_id, value')).map(
    ({ value }: { value: number }) => value,
  );

test('lines come and go with their rows: caught up with, folded live, corrected, and gone with the row', () =>
  onScene(async (scene) => {
    const [one, other] = [randomUUID(), randomUUID()].sort() as [string, string];
    await scene.count(one, [1, 2, 3, 3]);
    await scene.count(other, [7, 8]);
    const replica = await scene.replica(lined);
    await caughtUp(scene, replica);
    // Alike, they are one.
    expect(await linesOf(replica)).toEqual([3, 7, 8]);
    await scene.count(one, [4]);
    await caughtUp(scene, replica);
    expect(await linesOf(replica)).toEqual([3, 4, 7, 8]);
    await scene.correct(other, 1, 9);
    await caughtUp(scene, replica);
    expect(await linesOf(replica)).toEqual([3, 4, 7, 9]);
    await scene.clear(one);
    await caughtUp(scene, replica);
    expect(await linesOf(replica)).toEqual([7, 9]);
    await replica.close();
  }, lined));

test('versions side by side have their own lines, the one before none', () =>
  onScene(async (scene) => {
    const id = randomUUID();
    await scene.count(id, [1, 2]);
    const first = await scene.replica(plain);
    await caughtUp(scene, first);
    const [second, third] = [await scene.replica(lined), await scene.replica(tenfold)];
    await scene.count(id, [3]);
    for (const replica of [first, second, third]) await caughtUp(scene, replica);
    expect([await linesOf(second), await linesOf(third)]).toEqual([
      [2, 3],
      [20, 30],
    ]);
    expect(await first.table()).toMatchObject([{ total: 6 }]);
    for (const replica of [first, second, third]) await replica.close();
  }, plain));

test('lines are built anew with their table', () =>
  onScene(async (scene) => {
    const id = randomUUID();
    await scene.count(id, [1, 2]);
    const replica = await scene.replica(lined);
    await caughtUp(scene, replica);
    await replica.dataSource.query('UPDATE counter_value SET value = 0 WHERE value = 1');
    const open = replica.running.rebuilding.tableOf('projection:counters@2');
    if (!open) throw new Error('no table of this replica');
    await replica.running.rebuilding.order(open, { reason: 'Lignes fausses', by: 'operator-1' });
    while ((await openOrders(replica.dataSource.manager)).length > 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await linesOf(replica)).toEqual([1, 2]);
    await scene.count(id, [5]);
    await caughtUp(scene, replica);
    expect(await linesOf(replica)).toEqual([2, 5]);
    await replica.close();
  }, lined));

@Entity({ name: 'counter_value' })
class WithMore {
  @PrimaryColumn('text', { name: 'counter_id' }) counterId!: string;
  @Column('integer') value!: number;
}
@Entity({ name: 'counter_value' })
class OfNoRow {
  @PrimaryColumn('integer') value!: number;
}

test.each([WithMore, OfNoRow])('lines that are not all key, with that of their row, are refused', (entity) =>
  onScene(
    async ({ dataSource }) => {
      const lines = { entity, of: () => [] };
      expect(() => new LineTable(dataSource, counters, lines)).toThrow(/is of its key, and one of them is/);
    },
    { entities: [entity], migrations },
  ),
);
