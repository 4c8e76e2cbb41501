import { join } from 'node:path';
import { PostgresFailure, startLocalPostgres } from '@ctg/local-postgres';
import { databaseRefusal } from '@ctg/web-service';
import pg from 'pg';
import type { LocalSettings } from './settings.js';
import { StartFailure } from './start-failure.js';
import type { StartWatch } from './start-watch.js';

/** The database everything is kept in. */
export interface Database {
  readonly url: string;
  /** Stops what was started; a server that was only used goes on. */
  stop(): Promise<void>;
}

/** The PostgreSQL named by DATABASE_URL, or our own in the data folder, started again when it ends by itself. */
export async function openDatabase(
  { databaseUrl, dataDir }: LocalSettings,
  { told, lost }: StartWatch = {},
): Promise<Database> {
  if (databaseUrl !== undefined) {
    await reach(databaseUrl);
    return { url: databaseUrl, stop: async () => {} };
  }
  try {
    const server = await startLocalPostgres({
      dataDir: join(dataDir, 'postgres'),
      settings: { max_connections: '260' },
      watch: {
        restarted: (sentence) => told?.(sentence),
        lost: ({ message }) => lost?.(message),
      },
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
  // A server that goes meanwhile refuses what is asked; unheard, it would end the process as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
  } catch (cause) {
    throw new StartFailure(databaseRefusal(databaseUrl, cause), { cause });
  }
}
