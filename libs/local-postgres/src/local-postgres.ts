import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { FolderInUse, lockFile } from './folder-lock.js';
import { freePort, isPortFree } from './free-port.js';
import { guard } from './guardian.js';
import { preparedCluster, superuser } from './initialise-cluster.js';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.js';
import { explained, PostgresFailure } from './postgres-failure.js';
import { readPostmaster, stopLeftOver, stopServer, until } from './postmaster.js';
import { type ServerUser, serverUser } from './server-user.js';

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
}

/** A running server. */
export interface LocalPostgres {
  readonly port: number;
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
  const server = launched(dataDir, port, options, binaries, user);
  const { pid } = server.process;
  const isRunning = () => server.process.exitCode === null && server.process.signalCode === null;
  if (pid === undefined) throw await server.failure();
  const release = guard({ pid, dataDir, temporary }, user);
  const ready = () => readPostmaster(dataDir)?.ready === true && readPostmaster(dataDir)?.pid === pid;
  await until(() => ready() || !isRunning(), 60_000);
  if (!isRunning() || !ready()) {
    if (isRunning()) await stopServer(pid, isRunning);
    release();
    throw await server.failure();
  }
  const url = (database: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await stopServer(pid, isRunning);
    release();
    if (temporary)
      for (const path of [dataDir, `${dataDir}.log`]) rmSync(path, { recursive: true, force: true });
    unlock();
  };
  return {
    port,
    pid,
    url,
    createDatabase: (name) => createDatabase(url, name),
    stop: () => (stopping ??= stop()),
  };
}

interface Launched {
  readonly process: ChildProcess;
  /** Why it ended, from what it wrote. */
  failure(): Promise<PostgresFailure>;
}

function launched(
  dataDir: string,
  port: number,
  options: LocalPostgresOptions,
  binaries: PostgresBinaries,
  user: ServerUser,
): Launched {
  const logFile = `${dataDir}.log`;
  if (existsSync(logFile) && statSync(logFile).size > largestLog) renameSync(logFile, `${logFile}.1`);
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...options.settings };
  const { program, args, ids } = user.command(binaries.postgres, [
    '-D',
    dataDir,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const log = openSync(logFile, 'a', 0o600);
  const { size } = statSync(logFile);
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
    ...ids,
  });
  closeSync(log);
  child.unref();
  let spawnFailure = '';
  child.on('error', (error) => {
    spawnFailure = error.message;
  });
  return {
    process: child,
    async failure() {
      await new Promise((resolve) => setImmediate(resolve));
      const written = readFileSync(logFile).subarray(size).toString('utf8');
      return explained(`${written}\n${spawnFailure}`, dataDir, port);
    },
  };
}

const largestLog = 10_000_000;

async function createDatabase(url: (database: string) => string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url('postgres') });
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
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof PostgresFailure || code === undefined) return error;
  if (code === 'ENOSPC') return explained('No space left on device', dataDir);
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return explained('Permission denied', dataDir);
  return new PostgresFailure(`Le dossier ${dataDir} ne peut pas être utilisé : ${(error as Error).message}`, {
    cause: error,
  });
}
