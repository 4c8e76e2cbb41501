import { rows } from '@ctg/feed';
import { escapeIdentifier as quoted } from 'pg';
import type { EntityManager } from 'typeorm';

/** By what the database knows for whom a session reads: `builder`, `*` for all tenants, or a list of them. Without it, nothing is seen. */
export const readerSetting = 'ctg.reader';
/** Who folds events into tables: reads and writes the rows of every tenant. */
export const builder = 'builder';

/** The column of every table that holds something of a tenant. */
const tenantColumn = 'caf_id';

/**
 * Puts a wall around every table of a schema that holds something of a tenant: rows of others are not there for who reads, whatever the statement
 * says. It binds the owner too. Done already, it touches nothing: a change of a table locks it.
 * @param schema NULL-safe name, unquoted
 */
export async function wallAround(transaction: EntityManager, schema: string): Promise<void> {
  const open = await rows<{ name: string }>(
    transaction,
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = to_regnamespace($1) AND c.relkind = 'r' AND a.attname = $2 AND NOT a.attisdropped
       AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    [quoted(schema), tenantColumn],
  );
  for (const { name } of open) {
    const table = `${quoted(schema)}.${quoted(name)}`;
    // The setting is read once a statement, not once a row.
    const reader = `(SELECT current_setting('${readerSetting}', true))`;
    await transaction.query(
      `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
       DROP POLICY IF EXISTS tenants ON ${table};
       CREATE POLICY tenants ON ${table} FOR SELECT
         USING (${reader} = '*' OR ${tenantColumn} = ANY (string_to_array(${reader}, ',')));
       DROP POLICY IF EXISTS builder ON ${table};
       CREATE POLICY builder ON ${table} USING (${reader} = '${builder}') WITH CHECK (${reader} = '${builder}')`,
    );
  }
}

/** A table of a projection does not say whose its rows are: nobody could be kept from them. */
export class NoTenant extends Error {
  override readonly name = 'NoTenant';
  constructor(projection: string, table: string) {
    super(
      `The table ${table} of ${projection} has no column ${tenantColumn}: give it one (\`event.cafId\`), or say \`ofNoTenant: true\` if it holds nothing of a tenant.`,
    );
  }
}

/** @throws NoTenant the shape of a projection's table lacks the tenant's column */
export async function assertTenant(
  manager: EntityManager,
  shape: string,
  { name, ofNoTenant }: { readonly name: string; readonly ofNoTenant?: boolean },
  table: string,
): Promise<void> {
  if (ofNoTenant) return;
  const found = await rows(
    manager,
    `SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass($1) AND attname = $2 AND NOT attisdropped`,
    [`${quoted(shape)}.${quoted(table)}`, tenantColumn],
  );
  if (found.length === 0) throw new NoTenant(name, table);
}
