import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { FolderInUse, lockFile } from './folder-lock.js';
import { freePort, isPortFree } from './free-port.js';
import { preparedCluster, superuser } from './initialise-cluster.js';
import { KeptRunning, type ServerWatch } from './kept-running.js';
import { postgresBinaries } from './postgres-binaries.js';
import { explained, PostgresFailure } from './postgres-failure.js';
import { stopLeftOver } from './postmaster.js';
import { startServer } from './server-process.js';
import { serverUser } from './server-user.js';

/** Where a local server keeps its files and how it listens. */
export interface LocalPostgresOptions {
  /** Folder of the server's files; made and initialised when it is empty. Its log and lock stand beside it. */
  readonly dataDir: string;
  /** Port on 127.0.0.1; a free one is chosen when it is left out. */
  readonly port?: number;
  /** When true the files are removed on stop (tests). Default: they stay. */
  readonly temporary?: boolean;
  /** Extra `-c name=value` server settings. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A server that ends by itself is started anew, on the same port, and this is told. Default: it stays down. */
  readonly watch?: ServerWatch;
}

/** A running server. */
export interface LocalPostgres {
  readonly port: number;
  /** Of the server that runs now: a watched one that ended has another after its restart. */
  readonly pid: number;
  /** Connection string of a database of this server. */
  url(database: string): string;
  /** Makes the database when it does not exist yet; returns its connection string. */
  createDatabase(name: string): Promise<string>;
  /** Fast shutdown, with a bound. */
  stop(): Promise<void>;
}

/**
 * Initialises (once) and starts a PostgreSQL server on the loopback interface, in a process group of its own: Ctrl-C
 * does not reach it, `stop` does; and if this process dies without a word, a guardian stops it.
 * @throws PostgresFailure with one sentence
 */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const dataDir = resolve(options.dataDir);
  const unlock = locked(dataDir);
  try {
    await stopLeftOver(dataDir);
    return await start(dataDir, options, unlock);
  } catch (error) {
    unlock();
    throw systemFailure(error, dataDir);
  }
}

function locked(dataDir: string): () => void {
  try {
    return lockFile(`${dataDir}.lock`);
  } catch (error) {
    if (error instanceof FolderInUse) {
      throw new PostgresFailure(
        `La base de ${dataDir} est déjà utilisée par le processus ${error.holder} : arrêtez-le d’abord.`,
        { cause: error },
      );
    }
    throw systemFailure(error, dataDir);
  }
}

async function start(
  dataDir: string,
  options: LocalPostgresOptions,
  unlock: () => void,
): Promise<LocalPostgres> {
  const temporary = options.temporary ?? false;
  const binaries = await postgresBinaries();
  const user = serverUser([dataDir, binaries.postgres]);
  const password = await preparedCluster(dataDir, binaries, user, temporary);
  if (options.port !== undefined && !(await isPortFree(options.port)))
    throw explained('Address already in use', dataDir, options.port);
  const port = options.port ?? (await freePort());
  const plan = { dataDir, port, temporary, settings: options.settings ?? {}, binaries, user };
  const server = await KeptRunning.start(
    {
      name: 'PostgreSQL',
      logFile: `${dataDir}.log`,
      failure: (sentence, cause) => new PostgresFailure(sentence, { cause }),
      start: async () => {
        await stopLeftOver(dataDir);
        return startServer(plan);
      },
    },
    options.watch,
  );
  const url = (database: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await server.stop();
    if (temporary)
      for (const path of [dataDir, `${dataDir}.log`]) rmSync(path, { recursive: true, force: true });
    unlock();
  };
  return {
    port,
    get pid() {
      return server.now.pid;
    },
    url,
    createDatabase: (name) => createDatabase(url, name),
    stop: () => (stopping ??= stop()),
  };
}

async function createDatabase(url: (database: string) => string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url('postgres') });
  // A server that goes meanwhile refuses what is asked; unheard, it would end the process as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return url(name);
}

/** A refusal of the operating system, told as one sentence. */
function systemFailure(error: unknown, dataDir: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  if (error instanceof PostgresFailure || code === undefined) return error;
  if (code === 'ENOSPC') return explained('No space left on device', dataDir);
  if (code === 'EMFILE' || code === 'ENFILE') return explained('Too many open files', dataDir);
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return explained('Permission denied', path ?? dataDir);
  return new PostgresFailure(`Le dossier ${dataDir} ne peut pas être utilisé : ${(error as Error).message}`, {
    cause: error,
  });
}
