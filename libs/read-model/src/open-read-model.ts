import { NewerData } from '@ctg/event-store';
import { type DatabaseLimits, defaultLimits, poolLimits, sessionLimits } from '@ctg/event-store/postgres';
import { ensureFeedTables, freeAllLeases } from '@ctg/feed';
import pg from 'pg';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import { ensureProjectionTables } from './projection-tables.js';

export interface ReadModelOptions {
  /** The service's own schema; made when missing, and the only one in the search path. */
  readonly schema: string;
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Most connections at once: more than the service has subscriptions, each of which may hold one. Default 20. */
  readonly poolSize?: number;
  /** Default: `defaultLimits`. */
  readonly limits?: Partial<DatabaseLimits>;
  /** See `freeAllLeases`: only where no other process can be following. Default false. */
  readonly freeLeases?: boolean;
}

/**
 * Opens a service's tables: schema, migrations (once, however many processes start), the tables of the feed and of the
 * projections. The entities name no schema; the search path does.
 */
export async function openReadModel(options: ReadModelOptions): Promise<DataSource> {
  const { schema, url, entities, migrations, poolSize = 20 } = options;
  const limits = { ...defaultLimits, ...options.limits };
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema)) throw new RangeError(`Not a name for a schema: ${schema}`);
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    poolSize,
    extra: {
      ...poolLimits(limits),
      options: `-c search_path=${schema} ${sessionLimits(limits)}`,
    },
    entities: entities as never[],
    migrations: migrations as never[],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    applicationName: `ctg ${schema}`,
  });
  await alone(url, schema, async (client) => {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await dataSource.initialize();
    try {
      await refuseNewer(dataSource, schema);
      await dataSource.runMigrations();
      await ensureFeedTables(dataSource);
      await ensureProjectionTables(dataSource);
      if (options.freeLeases) await freeAllLeases(dataSource.manager);
    } catch (error) {
      await dataSource.destroy();
      throw error;
    }
  });
  return dataSource;
}

/** TypeORM passes over migrations that it does not know. @throws NewerData */
async function refuseNewer(dataSource: DataSource, schema: string): Promise<void> {
  const [{ made }] = await dataSource.query(`SELECT to_regclass('migration') IS NOT NULL AS made`);
  if (!made) return;
  const known = new Set(dataSource.migrations.map((one) => one.name ?? one.constructor.name));
  const applied: { name: string }[] = await dataSource.query('SELECT name FROM migration ORDER BY id');
  const unknown = applied.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new NewerData(schema, unknown);
}

/** Milliseconds that another process may take to prepare the same schema. */
const longestPreparation = 600_000;

/** Runs while no other process prepares the same schema. */
async function alone(
  url: string,
  schema: string,
  prepare: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: defaultLimits.connect,
    keepAlive: true,
    statement_timeout: longestPreparation,
    query_timeout: longestPreparation + 5_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`read-model:${schema}`]);
    await prepare(client);
  } finally {
    // Ending the session frees the lock, whatever happened.
    await client.end();
  }
}
