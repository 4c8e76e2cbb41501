import { join } from 'node:path';
import { PostgresFailure, startLocalPostgres } from '@ctg/local-postgres';
import pg from 'pg';
import type { LocalSettings } from './settings.js';
import { StartFailure } from './start-failure.js';

/** The database everything is kept in. */
export interface Database {
  readonly url: string;
  /** Stops what was started; a server that was only used goes on. */
  stop(): Promise<void>;
}

/** The PostgreSQL named by DATABASE_URL, or our own in the data folder. */
export async function openDatabase({ databaseUrl, dataDir }: LocalSettings): Promise<Database> {
  if (databaseUrl !== undefined) {
    await reach(databaseUrl);
    return { url: databaseUrl, stop: async () => {} };
  }
  try {
    const server = await startLocalPostgres({
      dataDir: join(dataDir, 'postgres'),
      settings: { max_connections: '200' },
    });
    try {
      return { url: await server.createDatabase('ctg'), stop: () => server.stop() };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    throw error instanceof PostgresFailure ? new StartFailure(error.message, { cause: error }) : error;
  }
}

async function reach(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.end();
  } catch (cause) {
    const { hostname, port, pathname } = new URL(databaseUrl);
    const where = `${hostname}:${port || 5432}${pathname}`;
    const why = cause instanceof AggregateError ? String(cause.errors[0]?.message) : (cause as Error).message;
    throw new StartFailure(`La base de DATABASE_URL (${where}) ne peut pas être ouverte : ${why}`, { cause });
  }
}
