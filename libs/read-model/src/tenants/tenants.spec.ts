import { prepareDatabase } from '@ctg/database-roles';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import pg from 'pg';
import {
  Column,
  type DataSource,
  Entity,
  type MigrationInterface,
  PrimaryColumn,
  type QueryRunner,
} from 'typeorm';
import { NoTenant, openReadModel, type Projection, readerOfTables, type TenantReader } from '../index.js';

@Entity({ name: 'thing' })
class Thing {
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
}

class CreateThing1700000000000 implements MigrationInterface {
  up = (runner: QueryRunner): Promise<void> =>
    runner.query('CREATE TABLE thing (id text PRIMARY KEY, caf_id text NOT NULL)');
  down = (runner: QueryRunner): Promise<void> => runner.query('DROP TABLE thing');
}

@Entity({ name: 'nobodys' })
class Nobodys {
  @PrimaryColumn('text') id!: string;
}

class CreateNobodys1700000000001 implements MigrationInterface {
  up = (runner: QueryRunner): Promise<void> => runner.query('CREATE TABLE nobodys (id text PRIMARY KEY)');
  down = (runner: QueryRunner): Promise<void> => runner.query('DROP TABLE nobodys');
}

const things: Projection<Thing> = {
  name: 'things',
  entity: Thing,
  key: 'id',
  source: 'own',
  eventTypes: [],
  keys: () => [],
  apply: (row) => row,
};
const nobodys: Projection<Nobodys> = {
  ...(things as unknown as Projection<Nobodys>),
  name: 'nobodys',
  entity: Nobodys,
};

const everything = 'SELECT id FROM thing ORDER BY id';
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).join(' ');

let database: TestDatabase;
let url: string;
let tables: DataSource;
let reader: TenantReader;
beforeAll(async () => {
  database = await testDatabase();
  const passwords = { demo: 'demo-0123456789-demo' };
  url = (await prepareDatabase({ url: database.url, passwords, holdsEvents: false })).url('demo');
  tables = await opened(1);
  reader = readerOfTables(tables);
  await tables.query(
    `INSERT INTO thing VALUES ('a', 'caf-59'), ('b', 'caf-59'), ('c', 'caf-62'), ('d', 'caf-974'), ('e', '')`,
  );
});
afterAll(async () => {
  await reader?.close();
  await tables?.destroy();
  await database?.drop();
});

const opened = (version: number, more: Partial<Parameters<typeof openReadModel>[0]> = {}) =>
  openReadModel({
    schema: 'demo',
    url,
    entities: [Thing, Nobodys],
    migrations: [CreateThing1700000000000],
    projections: [{ ...things, version }],
    readerConnections: 2,
    ...more,
  });

test('a statement without any condition shows the rows of the tenants for whom it is read, and no other', async () => {
  expect(ids(await reader.query(['caf-59'], everything))).toBe('a b');
  expect(ids(await reader.query(['caf-62'], everything))).toBe('c');
  expect(ids(await reader.query(['caf-62', 'caf-974'], everything))).toBe('c d');
  expect(ids(await reader.query(['caf-5'], everything))).toBe('');
  expect(ids(await reader.query([], everything))).toBe('');
  expect(ids(await reader.query('all', everything))).toBe('a b c d e');
  expect(ids(await tables.query(everything))).toBe('a b c d e');
});

test('many who ask at once over few connections, some of them in vain, never see what another was shown', async () => {
  const wanted: [string, string][] = [
    ['caf-59', 'a b'],
    ['caf-62', 'c'],
    ['caf-974', 'd'],
    ['caf-1', ''],
  ];
  await Promise.all(
    Array.from({ length: 400 }, async (_, n) => {
      const [tenant, expected] = wanted[(n * 7) % wanted.length] as [string, string];
      if (n % 11 === 0) await expect(reader.query([tenant], 'SELECT 1 / 0')).rejects.toThrow();
      if (n % 37 === 0)
        await reader.query([tenant], 'SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
      expect(ids(await reader.query([tenant], everything))).toBe(expected);
    }),
  );
});

test('who asks writes nothing', async () => {
  await expect(reader.query(['caf-59'], `DELETE FROM thing RETURNING id`)).rejects.toMatchObject({
    code: '25006',
  });
});

test.each(['*', 'builder', 'caf-59,caf-62', "caf-59'", ''])('%j is no tenant', async (tenant) => {
  await expect(reader.query([tenant], everything)).rejects.toThrow(RangeError);
});

test('a session that was not told for whom it reads sees nothing, though its role owns the table', async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET search_path = demo__things_v1');
    expect((await client.query(everything)).rows).toEqual([]);
    await expect(client.query(`INSERT INTO thing VALUES ('f', 'caf-59')`)).rejects.toMatchObject({
      code: '42501',
    });
    await client.query("SET ctg.reader = 'caf-59'");
    await expect(client.query(`INSERT INTO thing VALUES ('f', 'caf-59')`)).rejects.toMatchObject({
      code: '42501',
    });
    expect((await client.query('DELETE FROM thing RETURNING id')).rows).toEqual([]);
  } finally {
    await client.end();
  }
});

test('the table of a version that is being built has its wall, and so has one that was made without', async () => {
  const walls = () =>
    tables.query(`SELECT c.relnamespace::regnamespace::text AS schema, c.relforcerowsecurity AS wall FROM pg_class c
      WHERE c.relname = 'thing' AND c.relnamespace <> 'demo__shape'::regnamespace ORDER BY 1`);
  await tables.query(
    'ALTER TABLE thing NO FORCE ROW LEVEL SECURITY; ALTER TABLE thing DISABLE ROW LEVEL SECURITY',
  );
  await tables.query('UPDATE projection_version SET built_at = now()');
  const next = await opened(2);
  expect(await walls()).toEqual([
    { schema: 'demo__things_v1', wall: true },
    { schema: 'demo__things_v2_building', wall: true },
  ]);
  await next.destroy();
});

test('a table that does not say whose its rows are is refused, unless it says that they are nobody’s', async () => {
  const migrations = [CreateThing1700000000000, CreateNobodys1700000000001];
  const projections = [{ ...things, version: 2 }, nobodys];
  await expect(opened(2, { migrations, projections })).rejects.toThrow(NoTenant);
  const agreed = [
    { ...things, version: 2 },
    { ...nobodys, ofNoTenant: true },
  ];
  await (await opened(2, { migrations, projections: agreed })).destroy();
});
