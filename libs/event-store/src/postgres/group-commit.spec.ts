import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import pg from 'pg';
import { canonicalEvents } from '../canonical-event.js';
import { newEvent, newStream } from '../conformance/stage.js';
import { StoreUnavailable } from '../index.js';
import { GroupCommit } from './group-commit.js';
import { openPostgresEventStore } from './index.js';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  await (await openPostgresEventStore({ connectionString: database.url })).close();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

/** Appends of one moment, and the statements that were sent for them. */
async function appendAtOnce(types: readonly string[]) {
  const pool = new pg.Pool({ connectionString: database.url, max: 2, options: '-c statement_timeout=300' });
  const { query } = pool;
  let statements = 0;
  pool.query = ((...args: unknown[]) => {
    statements++;
    return Reflect.apply(query, pool, args);
  }) as never;
  const appends = new GroupCommit(pool, 'event_store', () => undefined);
  const outcomes = await Promise.allSettled(
    types.map((type) => appends.append(newStream(), canonicalEvents([newEvent({}, type)]), 'no-stream')),
  );
  await appends.close();
  await pool.end();
  return { statements, outcomes };
}

test('a statement that the server gave up for its time is not tried again one append at a time', async () => {
  const lock = "hashtextextended('event_store.append', 0)";
  await client.query(`SELECT pg_advisory_lock(${lock})`);
  try {
    const { statements, outcomes } = await appendAtOnce(Array.from({ length: 200 }, () => 'partners.Noted'));
    expect(statements).toBe(1);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${lock})`);
  }
  const { outcomes } = await appendAtOnce(['partners.Noted']);
  expect(outcomes[0]).toMatchObject({ status: 'fulfilled' });
});

test('what one append does wrong fails that one alone, found by halves', async () => {
  await client.query(`
    CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.type = 'partners.Poison' THEN RAISE EXCEPTION 'poison'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER refuse_poison BEFORE INSERT ON event_store.events
      FOR EACH ROW EXECUTE FUNCTION refuse_poison();`);
  const types = Array.from({ length: 128 }, (_, n) => (n === 77 ? 'partners.Poison' : 'partners.Noted'));
  const { statements, outcomes } = await appendAtOnce(types);
  expect(outcomes.map(({ status }) => status)).toEqual(
    types.map((type) => (type === 'partners.Poison' ? 'rejected' : 'fulfilled')),
  );
  expect(statements).toBeLessThanOrEqual(1 + 2 * Math.log2(types.length));
});
