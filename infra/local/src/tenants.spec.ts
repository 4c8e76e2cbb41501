import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { readModelOf } from '@ctg/web-service';
import pg from 'pg';
import { allServices } from './index.js';
import { lives } from './lives-testing.js';

/** What holds nothing that a person is shown: how far each group has come, and what operators see without its contents. */
const withoutWall = /^(feed_\w+|projection_\w+|migration)$/;

const { played, end } = lives('ctg-tenants-');
let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  await played('data', { databaseUrl: database.url });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
}, 200_000);
afterAll(async () => {
  await client?.end();
  await end();
  await database?.drop();
});

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly wall: boolean;
}

/** Every table of a service but the shapes, which are empty. */
async function tablesOf(schema: string): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname AS schema, c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS wall
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND (n.nspname = $1 OR starts_with(n.nspname, $1 || '__')) AND n.nspname <> $1 || '__shape'
     ORDER BY 1, 2`,
    [schema],
  );
  return rows;
}

/** The rows of a table without any condition, as the service's own role sees them for a reader. */
async function seen({ schema, name }: Table, role: string, reader: string): Promise<number> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL ROLE "${role}"`);
    await client.query(`SELECT set_config('ctg.reader', $1, true)`, [reader]);
    return (await client.query(`SELECT count(*)::int AS n FROM "${schema}"."${name}"`)).rows[0].n;
  } finally {
    await client.query('ROLLBACK');
  }
}

test.each(allServices.map((definition) => [definition.name, readModelOf(definition).schema]))(
  'every table of %s shows another Caf nothing, and its own all',
  async (_name, schema) => {
    const role = `${new URL(database.url).pathname.slice(1)}_${schema}`;
    const tables = await tablesOf(schema);
    const walled = tables.filter(({ wall }) => wall);
    expect(tables.filter(({ wall, name }) => !wall && !withoutWall.test(name))).toEqual([]);
    const filled: string[] = [];
    for (const table of walled) {
      const all = await seen(table, role, 'builder');
      const counts = await Promise.resolve([
        await seen(table, role, ''),
        await seen(table, role, 'caf-62'),
        await seen(table, role, 'caf-59'),
        await seen(table, role, '*'),
      ]);
      expect([table.name, ...counts]).toEqual([table.name, 0, 0, all, all]);
      if (all > 0) filled.push(table.name);
    }
    // A played convention has left something nearly everywhere: that nothing is seen is not for lack of rows.
    expect(filled).toContain('known_convention');
    expect(filled.length).toBeGreaterThanOrEqual(Math.ceil(walled.length / 2));
  },
);
