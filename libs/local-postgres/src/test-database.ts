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
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: async () => {
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
