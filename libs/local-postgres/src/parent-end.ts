import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isAlive } from './folder-lock.js';

const everyMs = 500;

/**
 * Calls once when npm, which started this program, has ended: a signal to the process that a script started (`npm start &`,
 * `kill $!`) may never reach what npm started through a shell. Does nothing for a program that npm did not start: its
 * terminal may close.
 */
export function onNpmEnd(ended: () => void, environment: NodeJS.ProcessEnv = process.env): void {
  if (environment.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const { ppid } = process;
  // A shell between: it outlives an npm that is killed.
  const isShell = /^(sh|dash|bash|ash|zsh)$/.test(said(ppid, 'comm'));
  const npm = isShell ? Number(said(ppid, 'ppid')) : ppid;
  const watching = setInterval(() => {
    // The number of an npm that ended may be given again: on Linux its shell's parent tells at no cost.
    const isItsParent = !isShell || process.platform !== 'linux' || Number(said(ppid, 'ppid')) === npm;
    if (process.ppid === ppid && isAlive(npm) && isItsParent) return;
    clearInterval(watching);
    ended();
  }, everyMs);
  watching.unref();
}

function said(pid: number, what: 'comm' | 'ppid'): string {
  try {
    if (process.platform === 'linux') {
      const [, comm = '', rest = ''] =
        /^\d+ \((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      return what === 'comm' ? comm : (rest.split(' ')[1] ?? '');
    }
    const line = execFileSync('ps', ['-o', `${what}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line.split('/').at(-1) ?? '';
  } catch {
    return '';
  }
}
