import { forgetGroup, rows } from '@ctg/feed';
import { escapeIdentifier as quoted } from 'pg';
import type { EntityManager } from 'typeorm';
import { groupOf } from '../projection.js';
import { wallAround } from '../tenants/wall.js';
import { makeSchema } from './make-schema.js';

/** Where migrations leave the tables of projections: empty, the shape that each version's own table is made after. */
export const shapeSchema = (schema: string): string => `${schema}__shape`;

/** Where the rows of one version are read: `partners__conventions_v2`. @throws RangeError too long a name */
export function schemaOf(schema: string, name: string, version: number): string {
  const made = `${schema}__${name.replaceAll(/[^a-z0-9]/gi, '_').toLowerCase()}_v${version}`;
  // PostgreSQL cuts names at 63 bytes; `_building` comes behind.
  if (made.length > 50) throw new RangeError(`${made} is too long for the name of a schema`);
  return made;
}

/** Where a table is built anew while it serves, and the group that is filled by. */
export const anewSchema = (serving: string): string => `${serving}_anew`;
export const anewGroup = (group: string): string => `${group}:anew`;

/** One version of a projection in the database. */
export interface VersionRow {
  readonly name: string;
  readonly version: number;
  /** The schema in which its table stands. */
  readonly table_schema: string;
  readonly is_built: boolean;
}

/** What is remembered of each version of each projection, and who runs it, in the service's schema. */
export async function ensureProjectionTables(manager: EntityManager): Promise<void> {
  await manager.query(
    `CREATE TABLE IF NOT EXISTS projection_version (
       name text NOT NULL, version integer NOT NULL, table_schema text NOT NULL, began_at timestamptz NOT NULL DEFAULT now(),
       built_at timestamptz, PRIMARY KEY (name, version));
     CREATE TABLE IF NOT EXISTS projection_replica (
       replica uuid NOT NULL, name text NOT NULL, version integer NOT NULL,
       seen_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (replica, name));
     DROP TABLE IF EXISTS projection_state, projection_rebuild`,
  );
}

/** Every version that has a table, newest first. */
export const versionsOf = (manager: EntityManager): Promise<VersionRow[]> =>
  rows<VersionRow>(
    manager,
    `SELECT name, version, table_schema, built_at IS NOT NULL AS is_built
     FROM projection_version ORDER BY name, version DESC`,
  );

/** Makes empty tables of the shapes' form, with their constraints and indexes, for a version that begins now. */
export async function makeTable(
  transaction: EntityManager,
  { schema, tables, name, version, tableSchema }: NewTable,
): Promise<void> {
  await transaction.query(`DROP SCHEMA IF EXISTS ${quoted(tableSchema)} CASCADE`);
  await makeSchema((sql, values) => rows(transaction, sql, values), tableSchema);
  for (const table of tables)
    await transaction.query(
      `CREATE TABLE ${quoted(tableSchema)}.${quoted(table)}
         (LIKE ${quoted(shapeSchema(schema))}.${quoted(table)} INCLUDING ALL)`,
    );
  await wallAround(transaction, tableSchema);
  await forgetGroup(transaction, groupOf(name, version));
  await transaction.query(
    `INSERT INTO projection_version (name, version, table_schema) VALUES ($1, $2, $3)
     ON CONFLICT (name, version) DO UPDATE SET table_schema = $3, began_at = now(), built_at = NULL`,
    [name, version, tableSchema],
  );
}

export interface NewTable {
  readonly schema: string;
  readonly tables: readonly string[];
  readonly name: string;
  readonly version: number;
  readonly tableSchema: string;
}

/** Puts the version in service: from the commit on, whoever has `serving` in its search path reads these tables. */
export async function putInService(
  transaction: EntityManager,
  { name, version, from, serving, tables }: Switch,
): Promise<void> {
  if (from !== serving) {
    await makeSchema((sql, values) => rows(transaction, sql, values), serving);
    for (const table of tables)
      await transaction.query(`ALTER TABLE ${quoted(from)}.${quoted(table)} SET SCHEMA ${quoted(serving)}`);
    await transaction.query(`DROP SCHEMA ${quoted(from)}`);
  }
  // It was empty a moment ago, as far as the planner knows: its first readers would sort it whole for each page.
  for (const table of tables) await transaction.query(`ANALYZE ${quoted(serving)}.${quoted(table)}`);
  await transaction.query(
    'UPDATE projection_version SET table_schema = $3, built_at = now() WHERE name = $1 AND version = $2',
    [name, version, serving],
  );
}

export interface Switch {
  readonly name: string;
  readonly version: number;
  readonly from: string;
  readonly serving: string;
  readonly tables: readonly string[];
}

/** Takes one version away: its table, its group. */
export async function dropVersion(
  transaction: EntityManager,
  { name, version, table_schema }: Pick<VersionRow, 'name' | 'version' | 'table_schema'>,
): Promise<void> {
  for (const schema of [table_schema, anewSchema(table_schema)])
    await transaction.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`);
  const group = groupOf(name, version);
  for (const one of [group, anewGroup(group)]) await forgetGroup(transaction, one);
  await transaction.query('DELETE FROM projection_version WHERE name = $1 AND version = $2', [name, version]);
}

/** False when a migration has changed the shape since this table was made after it. */
export async function hasShape(
  manager: EntityManager,
  table: string,
  one: string,
  other: string,
): Promise<boolean> {
  const [found] = await rows<{ same: boolean }>(
    manager,
    `WITH shape AS (
       SELECT n.nspname AS schema, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull) AS part
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relname = $3 AND n.nspname IN ($1, $2) AND a.attnum > 0 AND NOT a.attisdropped
       UNION ALL
       SELECT schemaname, regexp_replace(indexdef, '^.* USING ', CASE WHEN indexdef LIKE '% UNIQUE %' THEN 'unique ' ELSE '' END)
       FROM pg_indexes WHERE tablename = $3 AND schemaname IN ($1, $2))
     SELECT array_agg(part ORDER BY part) FILTER (WHERE schema = $1)
       IS NOT DISTINCT FROM array_agg(part ORDER BY part) FILTER (WHERE schema = $2) AS same FROM shape`,
    [one, other, table],
  );
  return found?.same === true;
}
