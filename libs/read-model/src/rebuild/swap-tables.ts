import { rows } from '@ctg/feed';
import type { EntityManager } from 'typeorm';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export async function currentSchema(manager: EntityManager): Promise<string> {
  const [current] = await rows<{ schema: string }>(manager, 'SELECT current_schema() AS schema');
  if (!current) throw new Error('The search path names no schema');
  return current.schema;
}

/** Where the new tables are built: beside the serving ones, out of everybody's way. */
export const rebuildSchema = (schema: string): string => `${schema}_rebuild`;

/** An empty table of the same shape, with the same constraints and indexes. */
export async function makeEmptyTwin(manager: EntityManager, schema: string, table: string): Promise<void> {
  const twin = `${quoted(rebuildSchema(schema))}.${quoted(table)}`;
  await manager.query(`CREATE SCHEMA IF NOT EXISTS ${quoted(rebuildSchema(schema))}`);
  await manager.query(`DROP TABLE IF EXISTS ${twin}`);
  await manager.query(`CREATE TABLE ${twin} (LIKE ${quoted(schema)}.${quoted(table)} INCLUDING ALL)`);
}

/** False when there is none, or when a migration has changed the serving table since. */
export async function hasUsableTwin(manager: EntityManager, schema: string, table: string): Promise<boolean> {
  const [found] = await rows<{ same: boolean }>(
    manager,
    `SELECT array_agg(shape ORDER BY shape) FILTER (WHERE schema = $1)
       IS NOT DISTINCT FROM array_agg(shape ORDER BY shape) FILTER (WHERE schema = $2) AS same
     FROM (SELECT n.nspname AS schema, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull) AS shape
           FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relname = $3 AND n.nspname IN ($1, $2) AND a.attnum > 0 AND NOT a.attisdropped) AS columns`,
    [schema, rebuildSchema(schema), table],
  );
  return found?.same === true;
}

interface Index {
  readonly name: string;
  /** What makes it the same index, without its name. */
  readonly shape: string;
}

/** Puts the twin in the serving table's place, in the running transaction, its indexes under the names migrations know. */
export async function putTwinInPlace(
  transaction: EntityManager,
  schema: string,
  table: string,
): Promise<void> {
  const serving = `${quoted(schema)}.${quoted(table)}`;
  const twin = `${quoted(rebuildSchema(schema))}.${quoted(table)}`;
  const before = await indexesOf(transaction, serving);
  const after = await indexesOf(transaction, twin);
  await transaction.query(`DROP TABLE ${serving}`);
  await transaction.query(`ALTER TABLE ${twin} SET SCHEMA ${quoted(schema)}`);
  const wanted = [...before];
  const renames = after.flatMap(({ name, shape }) => {
    const place = wanted.findIndex((index) => index.shape === shape);
    const [same] = place < 0 ? [] : wanted.splice(place, 1);
    return same && same.name !== name ? [{ from: name, to: same.name }] : [];
  });
  const rename = (from: string, to: string) =>
    transaction.query(`ALTER INDEX ${quoted(schema)}.${quoted(from)} RENAME TO ${quoted(to)}`);
  // Over a name that nobody has: two of them may have each other's.
  for (const [place, { from }] of renames.entries())
    await rename(from, `rebuilt_${place}_${table}`.slice(0, 63));
  for (const [place, { to }] of renames.entries()) await rename(`rebuilt_${place}_${table}`.slice(0, 63), to);
}

const indexesOf = (manager: EntityManager, table: string): Promise<Index[]> =>
  rows<Index>(
    manager,
    `SELECT c.relname AS name,
       concat_ws(' ', i.indisprimary, i.indisunique, substring(pg_get_indexdef(i.indexrelid) FROM ' USING .*')) AS shape
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = $1::regclass ORDER BY i.indexrelid`,
    [table],
  );
