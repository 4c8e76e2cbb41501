import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { NewerData, NotPrepared } from '../../errors.js';
import { events } from './0001-events.js';
import { immutable } from './0002-immutable.js';
import { append } from './0003-append.js';
import { always } from './0004-always.js';
import { identity } from './0005-identity.js';
import { definer } from './0006-definer.js';
import { appendNext } from './0007-append-next.js';

const migrations = [
  { number: 1, sql: events },
  { number: 2, sql: immutable },
  { number: 3, sql: append },
  { number: 4, sql: always },
  { number: 5, sql: identity },
  { number: 6, sql: definer },
  { number: 7, sql: appendNext },
] as const;

/**
 * Brings the schema to the newest version. Safe when several processes start at once; a migration that was applied and
 * has since been edited is an error, because nobody would know what the database holds. Where nothing is missing nothing is
 * written: a role that may only use the store opens it all the same.
 * @throws NewerData · NotPrepared something is missing, and this role may not make it
 */
export async function migrate(pool: Pool, schema: string): Promise<void> {
  const client = await pool.connect();
  try {
    if ((await missing(client, schema)).length === 0) return;
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${schema}.migrate`]);
    await applyMissing(client, schema);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw isForbidden(error) ? new NotPrepared(schema, { cause: error }) : error;
  } finally {
    client.release();
  }
}

const isForbidden = (error: unknown) => (error as { code?: unknown }).code === '42501';

type Migration = (typeof migrations)[number];

/** What has not been applied yet. */
async function missing(client: PoolClient, schema: string): Promise<readonly Migration[]> {
  const { rows: tables } = await client.query(
    "SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'migrations'",
    [schema],
  );
  if (tables.length === 0) return migrations;
  const { rows } = await client.query<{ number: number; checksum: string }>(
    `SELECT number, checksum FROM ${schema}.migrations`,
  );
  const unknown = rows.map(({ number }) => number).filter((number) => number > migrations.length);
  if (unknown.length > 0) throw new NewerData(schema, unknown);
  const applied = new Map(rows.map((row) => [row.number, row.checksum]));
  return migrations.filter(({ number, sql }) => {
    const before = applied.get(number);
    if (before !== undefined && before !== checksum(sql(schema))) {
      throw new Error(
        `Migration ${number} of schema ${schema} was changed after it was applied: add a new one instead.`,
      );
    }
    return before === undefined;
  });
}

async function applyMissing(client: PoolClient, schema: string): Promise<void> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${schema}.migrations (
       number int PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  for (const { number, sql } of await missing(client, schema)) {
    const text = sql(schema);
    await client.query(text);
    await client.query(`INSERT INTO ${schema}.migrations (number, checksum) VALUES ($1, $2)`, [
      number,
      checksum(text),
    ]);
  }
}

const checksum = (text: string) => createHash('sha256').update(text).digest('hex');
