import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './folder-lock.js';
import { PostgresFailure } from './postgres-failure.js';

/** What a server says of itself in its data folder. */
export interface Postmaster {
  /** NaN when the file names none: it was cut off by a full disk, or a machine that died. */
  readonly pid: number;
  readonly ready: boolean;
}

/** Reads `postmaster.pid`; undefined when there is none. @throws what keeps it from being read */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  let text: string;
  try {
    text = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
  const lines = text.split('\n');
  return {
    pid: /^\d+$/.test(lines[0] ?? '') ? Number(lines[0]) : Number.NaN,
    ready: lines[7]?.trim() === 'ready',
  };
}

/**
 * Ends a server that a killed run left behind in this folder, and takes away a `postmaster.pid` that names no server of
 * it: the server itself would refuse to start beside one whose number belongs to another program by now, or that is
 * empty. The caller holds the folder's lock.
 */
export async function stopLeftOver(dataDir: string): Promise<void> {
  const left = readPostmaster(dataDir);
  if (!left) return;
  if (whose(left.pid, dataDir) === 'ours')
    await stopServer(left.pid, () => whose(left.pid, dataDir) === 'ours');
  // Children of a server that was killed notice it within moments; while one lives, its files are not free.
  await until(() => serversIn(dataDir).length === 0, 10_000);
  const [alive] = serversIn(dataDir);
  if (alive !== undefined || whose(left.pid, dataDir) === 'unknown') {
    throw new PostgresFailure(
      `Un serveur PostgreSQL (processus ${alive ?? left.pid}) se sert peut-être encore de ${dataDir}, et ne s’arrête pas : arrêtez-le, puis recommencez.`,
    );
  }
  // A dead one's file stays: from it the server sees for itself that nobody is left.
  const isOfNobody = Number.isNaN(left.pid) || whose(left.pid, dataDir) === 'stranger';
  if (isOfNobody && readPostmaster(dataDir) !== undefined) rmSync(join(dataDir, 'postmaster.pid'));
}

/**
 * A process id may have been given to another program since. A server belongs to the owner of its files (it refuses others),
 * and works in their folder.
 */
function whose(pid: number, dataDir: string): 'ours' | 'stranger' | 'dead' | 'unknown' {
  if (!isAlive(pid)) return 'dead';
  try {
    const { name, owner, ended, folder } = process.platform === 'linux' ? inProc(pid) : fromPs(pid, dataDir);
    if (ended || !name.includes('postgres') || owner !== statSync(dataDir).uid) return 'stranger';
    return folder() === realpathSync(dataDir) ? 'ours' : 'stranger';
  } catch {
    return isAlive(pid) ? 'unknown' : 'dead';
  }
}

const inProc = (pid: number) => ({
  name: readFileSync(`/proc/${pid}/comm`, 'utf8'),
  owner: statSync(`/proc/${pid}`).uid,
  // A zombie: only its parent has not noticed.
  ended: readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '),
  folder: () => readlinkSync(`/proc/${pid}/cwd`),
});

function fromPs(pid: number, dataDir: string) {
  const ask = (what: string) =>
    execFileSync('ps', ['-o', `${what}=`, '-p', String(pid)], { encoding: 'utf8' });
  const command = ask('command');
  return {
    name: command,
    owner: Number(ask('uid')),
    ended: ask('stat').startsWith('Z'),
    folder() {
      if (command.includes(dataDir)) return realpathSync(dataDir);
      throw new Error('ps does not tell a working folder');
    },
  };
}

/** Every process of a server of this folder that can be seen; Linux only. */
function serversIn(dataDir: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => whose(pid, dataDir) === 'ours');
}

/**
 * Fast shutdown (open transactions are rolled back, everything is written), then harder ones, each with a bound:
 * 20 s, 5 s, 5 s. Nothing committed is lost by any of them.
 */
export async function stopServer(pid: number, isRunning: () => boolean): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isRunning()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await until(() => !isRunning(), patience)) return;
  }
}

/** Looks again and again until it is so; false when it is not within the time. */
export async function until(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return true;
}
