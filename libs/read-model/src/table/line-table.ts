import { escapeIdentifier as quoted } from 'pg';
import type { DataSource, EntityManager, ObjectLiteral } from 'typeorm';
import type { Lines, Projection } from '../projection.js';

/** The lines of some rows, ready to be written. */
export interface WrittenLines {
  /** Of the rows; whatever other lines these have goes. */
  readonly keys: readonly string[];
  readonly json: string;
}

/** A row has a few dozen lines: this many rows make a statement of the size of any other. */
const rowsAStatement = 500;

/** The table of the lines of a projection's rows. A line is never changed: it comes and goes, and what stays is not touched. */
export class LineTable<Row extends ObjectLiteral> {
  readonly #write: string;
  readonly #columns: readonly { readonly databaseName: string; readonly propertyName: string }[];

  /** @throws Error the entity is not as `Lines` says */
  constructor(
    dataSource: DataSource,
    { name, key }: Pick<Projection<Row>, 'name' | 'key'>,
    private readonly lines: Lines<Row>,
    schema?: string,
  ) {
    const metadata = dataSource.getMetadata(lines.entity);
    const ofRow = metadata.primaryColumns.find(({ propertyName }) => propertyName === key);
    if (!ofRow || metadata.columns.some(({ isPrimary }) => !isPrimary))
      throw new Error(`${name}: every column of ${metadata.name} is of its key, and one of them is ${key}`);
    this.#columns = metadata.columns;
    const table = (schema ? `${quoted(schema)}.` : '') + quoted(metadata.tableName);
    const names = this.#columns.map(({ databaseName }) => quoted(databaseName));
    const same = names.map((column) => `made.${column} = old.${column}`).join(' AND ');
    this.#write = `WITH made AS MATERIALIZED (SELECT * FROM json_populate_recordset(NULL::${table}, $2::json)),
        gone AS (DELETE FROM ${table} old
          WHERE old.${quoted(ofRow.databaseName)} = ANY ($1::${dataSource.driver.normalizeType(ofRow)}[])
            AND NOT EXISTS (SELECT FROM made WHERE ${same}))
      INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM made ON CONFLICT DO NOTHING`;
  }

  /** Of rows that changed; undefined: the row goes, and its lines with it. */
  prepare(changes: ReadonlyMap<string, Row | undefined>): readonly WrittenLines[] {
    const rows = [...changes];
    const parts: WrittenLines[] = [];
    for (let from = 0; from < rows.length; from += rowsAStatement) {
      const part = rows.slice(from, from + rowsAStatement);
      const lines = part.flatMap(([, row]) => (row === undefined ? [] : this.lines.of(row)));
      parts.push({
        keys: part.map(([key]) => key),
        json: JSON.stringify(lines.map((line) => this.#stored(line))),
      });
    }
    return parts;
  }

  async write(manager: EntityManager, parts: readonly WrittenLines[]): Promise<void> {
    for (const { keys, json } of parts) await manager.query(this.#write, [keys, json]);
  }

  #stored(line: ObjectLiteral): ObjectLiteral {
    return Object.fromEntries(
      this.#columns.map(({ databaseName, propertyName }) => [databaseName, line[propertyName]]),
    );
  }
}
