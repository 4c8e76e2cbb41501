import { rows } from '@ctg/feed';
import { escapeIdentifier as quoted } from 'pg';
import type { DataSource, EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { Projection } from '../projection.js';
import { LineTable, type WrittenLines } from './line-table.js';

type ColumnMetadata = EntityMetadata['columns'][number];

/** Rows ready to be written, as one JSON text per set of columns. Made at once, so that rows may change afterwards. */
export interface Written {
  readonly upserts: readonly { readonly columns: readonly ColumnMetadata[]; readonly json: string }[];
  readonly removed: readonly string[];
  readonly lines: readonly (readonly WrittenLines[])[];
}

/** PostgreSQL's limit for one value is 1 GB; this keeps a statement far below it. */
const rowsAStatement = 5_000;

/**
 * A projection's table, read and written in bulk and without entity objects: rows are plain objects with the types
 * TypeORM would give them.
 */
export class RowTable<Row extends ObjectLiteral> {
  readonly #metadata: EntityMetadata;
  readonly #key: ColumnMetadata;
  readonly #table: string;
  readonly #select: string;
  readonly #lines: readonly LineTable<Row>[];

  /** `schema` only for a table that stands elsewhere than the search path says. */
  constructor(
    private readonly dataSource: DataSource,
    projection: Projection<Row>,
    schema?: string,
  ) {
    const metadata = dataSource.getMetadata(projection.entity);
    const key = metadata.findColumnWithPropertyName(projection.key);
    if (!key || metadata.primaryColumns.length !== 1 || !key.isPrimary) {
      throw new Error(
        `${projection.name}: ${projection.key} is not the single primary key of ${metadata.name}`,
      );
    }
    this.#metadata = metadata;
    this.#key = key;
    this.#table = (schema ? `${quoted(schema)}.` : '') + quoted(metadata.tableName);
    const columns = metadata.columns.map((column) => `${nameOf(column)} AS ${quoted(column.propertyName)}`);
    this.#lines = (projection.lines ?? []).map(
      (lines) => new LineTable(dataSource, projection, lines, schema),
    );
    const keys = `$1::${dataSource.driver.normalizeType(key)}[]`;
    this.#select = `SELECT ${columns.join(', ')} FROM ${this.#table} WHERE ${nameOf(key)} = ANY (${keys})`;
  }

  async load(manager: EntityManager, keys: readonly string[]): Promise<Map<string, Row>> {
    const found = new Map<string, Row>();
    if (keys.length === 0) return found;
    for (const raw of await rows<Record<string, unknown>>(manager, this.#select, [keys])) {
      for (const column of this.#metadata.columns) {
        raw[column.propertyName] = this.dataSource.driver.prepareHydratedValue(
          raw[column.propertyName],
          column,
        );
      }
      found.set(String(raw[this.#key.propertyName]), raw as Row);
    }
    return found;
  }

  /** Puts rows into the form they are written in; undefined means that the row is to be removed. */
  prepare(changes: ReadonlyMap<string, Row | undefined>): Written {
    const removed: string[] = [];
    const bySet = new Map<string, { columns: readonly ColumnMetadata[]; rows: Row[] }>();
    for (const [key, row] of changes) {
      if (row === undefined) {
        removed.push(key);
        continue;
      }
      // A column that may not be empty and was not given keeps the database's default.
      const columns = this.#metadata.columns.filter(
        (column) => column.isNullable || row[column.propertyName] !== undefined,
      );
      const set = columns.map((column) => column.databaseName).join();
      const like = bySet.get(set) ?? { columns, rows: [] };
      like.rows.push(row);
      bySet.set(set, like);
    }
    const upserts = [...bySet.values()].flatMap(({ columns, rows: alike }) =>
      chunks(alike, rowsAStatement).map((chunk) => ({ columns, json: this.#toJson(chunk, columns) })),
    );
    return { upserts, removed, lines: this.#lines.map((lines) => lines.prepare(changes)) };
  }

  async write(manager: EntityManager, { upserts, removed, lines }: Written): Promise<void> {
    for (const { columns, json } of upserts) {
      const names = columns.map(nameOf);
      const changed = names.filter((name) => name !== nameOf(this.#key));
      const onConflict = changed.length
        ? `DO UPDATE SET ${changed.map((name) => `${name} = excluded.${name}`).join(', ')}`
        : 'DO NOTHING';
      await manager.query(
        `INSERT INTO ${this.#table} (${names.join(', ')})
         SELECT ${names.join(', ')} FROM json_populate_recordset(NULL::${this.#table}, $1::json)
         ON CONFLICT (${nameOf(this.#key)}) ${onConflict}`,
        [json],
      );
    }
    for (const [index, table] of this.#lines.entries()) await table.write(manager, lines[index] ?? []);
    if (removed.length === 0) return;
    const keys = `$1::${this.dataSource.driver.normalizeType(this.#key)}[]`;
    await manager.query(`DELETE FROM ${this.#table} WHERE ${nameOf(this.#key)} = ANY (${keys})`, [removed]);
  }

  #toJson(batch: readonly Row[], columns: readonly ColumnMetadata[]): string {
    return JSON.stringify(
      batch.map((row) =>
        Object.fromEntries(columns.map((column) => [column.databaseName, storedValue(row, column)])),
      ),
    );
  }
}

function storedValue(row: ObjectLiteral, column: ColumnMetadata): unknown {
  const value = row[column.propertyName];
  const transformers = [column.transformer ?? []].flat();
  const stored = transformers.reduce<unknown>((before, transformer) => transformer.to(before), value);
  if (typeof stored === 'bigint') return String(stored);
  return stored ?? null;
}

const nameOf = (column: ColumnMetadata) => quoted(column.databaseName);

function chunks<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size));
  return parts;
}
