import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { guard } from './guardian.js';
import type { ServerLife } from './kept-running.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { explained, type PostgresFailure } from './postgres-failure.js';
import { readPostmaster, stopServer, until } from './postmaster.js';
import type { ServerUser } from './server-user.js';

/** What one start of the server needs. */
export interface ServerPlan {
  readonly dataDir: string;
  readonly port: number;
  readonly temporary: boolean;
  /** `-c name=value`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser;
}

/** Starts the server and waits until it takes connections. @throws PostgresFailure with what it said */
export async function startServer(plan: ServerPlan): Promise<ServerLife> {
  const { dataDir, temporary, user } = plan;
  const server = launched(plan);
  const { pid } = server.process;
  const isRunning = () => server.process.exitCode === null && server.process.signalCode === null;
  if (pid === undefined) throw await server.failure();
  const ended = new Promise<void>((resolve) => server.process.once('exit', () => resolve()));
  const release = guard({ pid, dataDir, temporary }, user);
  const isReady = () => {
    const said = readPostmaster(dataDir);
    return said?.ready === true && said.pid === pid;
  };
  await until(() => isReady() || !isRunning(), 60_000);
  if (!isRunning() || !isReady()) {
    if (isRunning()) await stopServer(pid, isRunning);
    release();
    throw await server.failure();
  }
  void ended.then(release);
  return { pid, ended, stop: () => stopServer(pid, isRunning) };
}

interface Launched {
  readonly process: ChildProcess;
  /** Why it ended, from what it wrote. */
  failure(): Promise<PostgresFailure>;
}

const largestLog = 10_000_000;

function launched({ dataDir, port, settings, binaries, user }: ServerPlan): Launched {
  const logFile = `${dataDir}.log`;
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLog)
    renameSync(logFile, `${logFile}.1`);
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
  const { program, args, ids } = user.command(binaries.postgres, [
    '-D',
    dataDir,
    '-p',
    String(port),
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
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
