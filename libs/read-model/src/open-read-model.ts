import { type DatabaseLimits, defaultLimits, poolLimits, sessionLimits } from '@ctg/event-store/postgres';
import { ensureFeedTables, freeAllLeases } from '@ctg/feed';
import pg from 'pg';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import type { Projection } from './projection.js';
import { rememberReader, TenantReader } from './tenants/tenant-reader.js';
import { builder, readerSetting, wallAround } from './tenants/wall.js';
import { makeSchema } from './versions/make-schema.js';
import { keepShapes, knowsAllMigrations, openVersions, tablesOf } from './versions/open-versions.js';
import { preparationLock, Replica, rememberReplica } from './versions/replicas.js';
import { ensureProjectionTables, shapeSchema } from './versions/version-tables.js';

export interface ReadModelOptions {
  /** The service's own schema; made when missing, and the first one in the search path. */
  readonly schema: string;
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Each gets a table and a group for its version; `startProjections` folds them. */
  // biome-ignore lint/suspicious/noExplicitAny: projections of every row
  readonly projections?: readonly Projection<any>[];
  /** Most connections at once: more than the service has subscriptions, each of which may hold one. Default 20. */
  readonly poolSize?: number;
  /** Most connections of those who ask. Default 10. */
  readonly readerConnections?: number;
  /** Default: `defaultLimits`. */
  readonly limits?: Partial<DatabaseLimits>;
  /** See `freeAllLeases`: only where no other process can be following. Default false. */
  readonly freeLeases?: boolean;
}

/**
 * Opens a service's tables: schema, migrations (once, however many processes start), the tables of the feed, and one table
 * for each version of each projection. The entities name no schema; the search path does: this program's versions, and behind
 * each of them the one that serves while it is built.
 * Those who ask read by `readerOfTables`, for whom it is told.
 * @throws NewerData a newer program made what this one cannot read · ShapeWithoutVersion · NoTenant
 */
export async function openReadModel(options: ReadModelOptions): Promise<DataSource> {
  const { schema, url } = options;
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema)) throw new RangeError(`Not a name for a schema: ${schema}`);
  return alone(url, schema, async (client) => {
    for (const name of [schema, shapeSchema(schema)])
      await makeSchema(async (sql, values) => (await client.query(sql, values)).rows, name);
    const { path, replica } = await prepared(options);
    const searchPath = [schema, ...path];
    const dataSource = await connected(options, searchPath, options.poolSize ?? 20);
    rememberReplica(dataSource, replica);
    rememberReader(
      dataSource,
      new TenantReader({
        url,
        searchPath,
        limits: { ...defaultLimits, ...options.limits },
        connections: options.readerConnections ?? 10,
        applicationName: `ctg ${schema} reading`,
      }),
    );
    return dataSource;
  });
}

/** Migrations find tables of projections where they were set aside, and make new ones in the schema itself. */
async function prepared(options: ReadModelOptions): Promise<{ path: readonly string[]; replica: Replica }> {
  const { schema, projections = [], freeLeases = false } = options;
  const dataSource = await connected(options, [schema, shapeSchema(schema)], 2);
  try {
    const tables = tablesOf(dataSource, schema, projections);
    const isNewest = await knowsAllMigrations(dataSource, schema, tables);
    if (isNewest) await dataSource.runMigrations();
    await ensureFeedTables(dataSource);
    await ensureProjectionTables(dataSource.manager);
    const replica = new Replica(schema, tables);
    const path = await dataSource.transaction(async (transaction) => {
      if (isNewest) await keepShapes(transaction, schema, tables);
      if (freeLeases) {
        await freeAllLeases(transaction);
        await transaction.query('DELETE FROM projection_replica');
      }
      const schemas = await openVersions(transaction, schema, tables, isNewest);
      for (const one of new Set([schema, ...schemas])) await wallAround(transaction, one);
      if (tables.length > 0) await replica.register(transaction);
      return schemas;
    });
    return { path, replica };
  } finally {
    await dataSource.destroy();
  }
}

function connected(
  { schema, url, entities, migrations, limits: given }: ReadModelOptions,
  path: readonly string[],
  poolSize: number,
): Promise<DataSource> {
  const limits = { ...defaultLimits, ...given };
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    extra: {
      ...poolLimits(limits),
      options: `-c search_path=${path.join(',')} -c ${readerSetting}=${builder} ${sessionLimits(limits)}`,
    },
    entities: entities as never[],
    migrations: migrations as never[],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    applicationName: `ctg ${schema}`,
  }).initialize();
}

/** Milliseconds that another process may take to prepare the same schema. */
const longestPreparation = 600_000;

/** Runs while no other process prepares the same schema. */
async function alone(
  url: string,
  schema: string,
  prepare: (client: pg.Client) => Promise<DataSource>,
): Promise<DataSource> {
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
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [preparationLock(schema)]);
    return await prepare(client);
  } finally {
    // Ending the session frees the lock, whatever happened.
    await client.end();
  }
}
