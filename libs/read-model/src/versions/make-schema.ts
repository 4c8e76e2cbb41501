import { NotPrepared } from '@ctg/event-store';

/** Runs one statement and answers its rows. */
type Query = (sql: string, values: unknown[]) => Promise<readonly unknown[]>;

/**
 * Makes a schema where there is none: itself where this role may, otherwise by the function that whoever prepared the database
 * left for roles that may make none but their own.
 * @throws NotPrepared there is no such function for this role
 */
export async function makeSchema(query: Query, name: string): Promise<void> {
  const [found] = (await query(
    `SELECT to_regnamespace($1) IS NOT NULL AS stands, has_database_privilege(current_database(), 'CREATE') AS may`,
    [name],
  )) as { stands: boolean; may: boolean }[];
  if (found?.stands) return;
  if (found?.may) await query(`CREATE SCHEMA IF NOT EXISTS "${name}"`, []);
  else
    await query('SELECT platform.make_schema($1)', [name]).catch((cause: unknown) => {
      throw isLacking(cause) ? new NotPrepared(name, { cause }) : cause;
    });
}

/** No such function or schema, or not for this role. */
const isLacking = (error: unknown): boolean =>
  ['42501', '42883', '3F000'].includes(String((error as { code?: unknown }).code));
