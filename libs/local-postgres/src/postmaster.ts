import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './folder-lock.js';
import { PostgresFailure } from './postgres-failure.js';

/** What a server says of itself in its data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly ready: boolean;
}

/** Reads `postmaster.pid`; undefined when there is none. */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * Ends a server that a killed run left behind in this folder. The caller holds the folder's lock, so nobody uses it.
 */
export async function stopLeftOver(dataDir: string): Promise<void> {
  const left = readPostmaster(dataDir);
  if (!left || !isServerOf(left.pid, dataDir)) return;
  await stopServer(left.pid, () => isServerOf(left.pid, dataDir));
  if (isServerOf(left.pid, dataDir)) {
    throw new PostgresFailure(
      `Un serveur PostgreSQL resté ouvert (processus ${left.pid}) ne s’arrête pas : arrêtez-le, puis recommencez.`,
    );
  }
}

/** A process id may have been given to another program since: the command line tells. */
function isServerOf(pid: number, dataDir: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    const line =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return line.includes('postgres') && line.includes(dataDir);
  } catch {
    return false;
  }
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
  const deadline = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return true;
}
