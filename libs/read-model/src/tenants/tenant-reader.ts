import { type DatabaseLimits, poolLimits, sessionLimits } from '@ctg/event-store/postgres';
import { isOutage } from '@ctg/feed';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { readerSetting } from './wall.js';

/** For whom is read: some tenants, or all. None: no row is there. */
export type Tenants = readonly string[] | 'all';

export interface TenantReaderOptions {
  readonly url: string;
  /** Schemas in which tables are looked for. */
  readonly searchPath: readonly string[];
  readonly limits: DatabaseLimits;
  readonly connections: number;
  readonly applicationName: string;
}

/**
 * Reads tables for somebody. Its connections are of its own, read only, and see no row until they are told for whom; they are told before
 * each statement whose reader is not the one before. So nothing that one caller was shown is left for the next.
 */
export class TenantReader {
  readonly #pool: pg.Pool;
  /** For whom each connection was last told that it reads. */
  readonly #told = new WeakMap<pg.ClientBase, string>();

  constructor({ url, searchPath, limits, connections, applicationName }: TenantReaderOptions) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: connections,
      ...poolLimits(limits),
      options: `-c search_path=${searchPath.join(',')} -c default_transaction_read_only=on ${sessionLimits(limits)}`,
      application_name: applicationName,
    });
    this.#pool.on('error', () => undefined);
  }

  async query<Row>(tenants: Tenants, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const reader = readerOf(tenants);
    const client = await this.#pool.connect();
    let isBroken = false;
    try {
      if (this.#told.get(client) !== reader) {
        // Until it is answered, this connection has no reader: whoever comes next tells it again.
        this.#told.delete(client);
        await client.query({
          name: 'reader',
          text: `SELECT set_config('${readerSetting}', $1, false)`,
          values: [reader],
        });
        this.#told.set(client, reader);
      }
      return (await client.query(sql, parameters as unknown[])).rows;
    } catch (error) {
      // Its end may not have been heard of yet: nobody else is to be given it.
      isBroken = isOutage(error);
      throw error;
    } finally {
      client.release(isBroken);
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

/** As the setting says it. @throws RangeError what is no tenant's name could say more than it should */
function readerOf(tenants: Tenants): string {
  if (tenants === 'all') return '*';
  const wrong = tenants.find((one) => !/^caf-[a-z0-9]{1,20}$/.test(one));
  if (wrong !== undefined) throw new RangeError('Not the name of a tenant.');
  return [...tenants].sort().join(',');
}

const readers = new WeakMap<DataSource, TenantReader>();

/** The reader that goes with a data source. */
export const rememberReader = (dataSource: DataSource, reader: TenantReader): void => {
  readers.set(dataSource, reader);
};

/** @throws Error it was not opened by `openReadModel` */
export function readerOfTables(dataSource: DataSource): TenantReader {
  const reader = readers.get(dataSource);
  if (!reader) throw new Error('Not a data source of openReadModel.');
  return reader;
}
