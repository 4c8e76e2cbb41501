import { escapeIdentifier as quoted } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { dropVersion, schemaOf, versionsOf } from './version-tables.js';

/** No fold has this version: its table only serves until another one is built. */
const ofNoFold = 0;

/**
 * Lets every projection of a schema be built from the whole history at the next start, while the tables of now serve. The
 * services must not run. Checkpoints stay until then; groups begin at the start of the store.
 */
export async function buildAnewAtNextStart(transaction: EntityManager, schema: string): Promise<void> {
  const versions = await versionsOf(transaction);
  const served = new Map(
    versions
      .filter(({ is_built }) => is_built)
      .reverse()
      .map((one) => [one.name, one]),
  );
  for (const version of versions)
    if (served.get(version.name) !== version) await dropVersion(transaction, version);
  for (const { name, version, table_schema } of served.values()) {
    // A name that no version to come has.
    const before = schemaOf(schema, name, ofNoFold);
    if (table_schema !== before)
      await transaction.query(`ALTER SCHEMA ${quoted(table_schema)} RENAME TO ${quoted(before)}`);
    await transaction.query(
      'UPDATE projection_version SET version = $3, table_schema = $4 WHERE name = $1 AND version = $2',
      [name, version, ofNoFold, before],
    );
  }
}

/** The same for one service's schema of a database. */
export async function buildAnew(url: string, schema: string): Promise<void> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    extra: { options: `-c search_path=${schema}`, max: 1 },
    applicationName: 'ctg build anew',
  }).initialize();
  try {
    await dataSource.transaction((transaction) => buildAnewAtNextStart(transaction, schema));
  } finally {
    await dataSource.destroy();
  }
}
