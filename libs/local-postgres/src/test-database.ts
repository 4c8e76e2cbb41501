import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database of one test suite's own, on the server that the test run started. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * Makes an empty database on the test run's PostgreSQL (its address is in `CTG_TEST_POSTGRES_URL`, set by the
 * global set-up of Jest).
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.CTG_TEST_POSTGRES_URL;
  if (!server)
    throw new Error(
      'CTG_TEST_POSTGRES_URL is not set: run the suites with `npm test`, which starts a PostgreSQL',
    );
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const asServer = async (work: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await work(client).finally(() => client.end());
  };
  const run = (statement: string) => asServer((client) => client.query(statement));
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: async () => {
      await asServer((client) => allGone(client, name));
      await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      // Roles belong to the server: those that were made for this database go with it.
      await run(
        `DO $$ DECLARE role regrole; BEGIN
           FOR role IN SELECT oid FROM pg_roles WHERE starts_with(rolname, '${name}_')
                       ORDER BY rolcreaterole LOOP
             EXECUTE format('DROP ROLE %s', role);
           END LOOP;
         END $$`,
      );
    },
  };
}

/** Milliseconds. */
const patience = 2_000;

/**
 * A pool has ended before its sessions have: one that is terminated on its way out says so to a pool that nobody listens to any more, and
 * the suite fails after its last test. Who does not leave is not waited for.
 */
async function allGone(client: pg.Client, database: string): Promise<void> {
  for (const deadline = performance.now() + patience; performance.now() < deadline; ) {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend' LIMIT 1`,
      [database],
    );
    if (rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
