import { NewerData } from '@ctg/event-store';
import { rows } from '@ctg/feed';
import { escapeIdentifier as quoted } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { type Projection, versionOf } from '../projection.js';
import { assertTenant } from '../tenants/wall.js';
import { hasShape, makeTable, schemaOf, shapeSchema, type VersionRow, versionsOf } from './version-tables.js';

/** The table of one projection as this process folds it. */
export interface OpenTable {
  // biome-ignore lint/suspicious/noExplicitAny: projections of every row
  readonly projection: Projection<any>;
  /** That of its rows, and those of their lines. */
  readonly tables: readonly string[];
  /** Where the rows are read once the version is built. */
  readonly serving: string;
}

/** A migration changed a table whose version was not raised: two forms would bear one number. */
export class ShapeWithoutVersion extends Error {
  override readonly name = 'ShapeWithoutVersion';
  constructor(name: string, version: number) {
    super(
      `A migration changed the table of ${name}, whose version is still ${version}: raise the version of the projection, so that the old table goes on serving while the new one is built.`,
    );
  }
}

/**
 * Makes what this program's versions need, in the preparing transaction of one process at a time. Answers their tables, and
 * the schemas in which their rows are read: each projection's own, and behind it the newest one built before, which serves
 * until the own one is built.
 */
export async function openVersions(
  transaction: EntityManager,
  schema: string,
  tables: readonly OpenTable[],
  mayMake: boolean,
): Promise<readonly string[]> {
  const versions = await versionsOf(transaction);
  const path: string[] = [];
  for (const { projection, tables: parts, serving } of tables) {
    const { name } = projection;
    if (mayMake)
      for (const table of parts) await assertTenant(transaction, shapeSchema(schema), projection, table);
    const version = versionOf(projection);
    const own = versions.find((one) => one.name === name && one.version === version);
    const before = versions.find((one) => one.name === name && one.version < version && one.is_built);
    if (!own || !(await isUsable(transaction, schema, parts, own, mayMake)))
      // With nothing to serve meanwhile it is built where it will be read.
      await makeTable(transaction, {
        schema,
        tables: parts,
        name,
        version,
        tableSchema: before ? `${serving}_building` : serving,
      });
    path.push(serving, ...(before ? [before.table_schema] : []));
  }
  return path;
}

async function isUsable(
  transaction: EntityManager,
  schema: string,
  tables: readonly string[],
  own: VersionRow,
  isNewest: boolean,
): Promise<boolean> {
  const shape = shapeSchema(schema);
  let isSame = true;
  for (const table of tables) isSame &&= await hasShape(transaction, table, own.table_schema, shape);
  if (!isNewest || isSame) return true;
  if (own.is_built) throw new ShapeWithoutVersion(own.name, own.version);
  return false;
}

/** The tables of these projections. */
export const tablesOf = (
  dataSource: DataSource,
  schema: string,
  // biome-ignore lint/suspicious/noExplicitAny: projections of every row
  projections: readonly Projection<any>[],
): OpenTable[] =>
  projections.map((projection) => ({
    projection,
    tables: [projection.entity, ...(projection.lines ?? []).map(({ entity }) => entity)].map(
      (entity) => dataSource.getMetadata(entity).tableName,
    ),
    serving: schemaOf(schema, projection.name, versionOf(projection)),
  }));

/**
 * Sets the tables of projections aside as shapes: what was just migrated is made after them, and no query finds them.
 * Rows in them come from before there were versions.
 */
export async function keepShapes(
  transaction: EntityManager,
  schema: string,
  tables: readonly OpenTable[],
): Promise<void> {
  for (const table of tables.flatMap((one) => one.tables)) {
    const [found] = await rows(
      transaction,
      'SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = $2',
      [schema, table],
    );
    if (!found) continue;
    await transaction.query(
      `DROP TABLE IF EXISTS ${quoted(shapeSchema(schema))}.${quoted(table)} CASCADE;
       TRUNCATE ${quoted(schema)}.${quoted(table)};
       ALTER TABLE ${quoted(schema)}.${quoted(table)} SET SCHEMA ${quoted(shapeSchema(schema))}`,
    );
  }
}

/**
 * TypeORM passes over migrations that it does not know. A program older than the schema goes on as long as the tables of its
 * own versions stand: they are as it made them. True when it knows every migration.
 * @throws NewerData they do not all stand, and it cannot make them
 */
export async function knowsAllMigrations(
  dataSource: DataSource,
  schema: string,
  tables: readonly OpenTable[],
): Promise<boolean> {
  const [{ made }] = await dataSource.query(`SELECT to_regclass('migration') IS NOT NULL AS made`);
  if (!made) return true;
  const known = new Set(dataSource.migrations.map((one) => one.name ?? one.constructor.name));
  const applied: { name: string }[] = await dataSource.query('SELECT name FROM migration ORDER BY id');
  const unknown = applied.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length === 0) return true;
  const [{ kept }] = await dataSource.query(`SELECT to_regclass('projection_version') IS NOT NULL AS kept`);
  const standing = kept ? await versionsOf(dataSource.manager) : [];
  const stands = ({ projection }: OpenTable) =>
    standing.some(({ name, version }) => name === projection.name && version === versionOf(projection));
  if (tables.length === 0 || !tables.every(stands)) throw new NewerData(schema, unknown);
  return false;
}
