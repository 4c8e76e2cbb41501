import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Somebody else holds the lock. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(
    readonly file: string,
    readonly holder: number,
  ) {
    super(`${file} est tenu par le processus ${holder}, qui fonctionne encore.`);
  }
}

/**
 * Takes a lock that a file stands for; a holder that died, however it did, holds it no more. Returns what gives it back.
 * @throws FolderInUse
 */
export function lockFile(file: string): () => void {
  makeFolder(dirname(file));
  const mine = `${process.pid} ${birth(process.pid)} ${randomUUID()}`;
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, mine, { flag: 'wx', mode: 0o644 });
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      if (link(draft, file)) return () => release(file, mine);
      dropIfDead(file);
    }
    throw new FolderInUse(file, 0);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * With the folders above it. Step by step: where the system says « no such file » to the making of a folder (`/proc`), Node's
 * own recursive way tries again without end.
 */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (folder !== dirname(folder)) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST' && statSync(folder).isDirectory();
    if (!isThere) throw error;
  }
}

function link(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves it aside before it is judged for good, so that a lock taken meanwhile is not thrown away. */
function dropIfDead(file: string): void {
  const holder = holderOf(file);
  if (holder !== undefined) throw new FolderInUse(file, holder);
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = holderOf(aside);
  if (moved !== undefined) link(aside, file);
  rmSync(aside, { force: true });
  if (moved !== undefined) throw new FolderInUse(file, moved);
}

function holderOf(file: string): number | undefined {
  const [pid = '', born = ''] = read(file).split(' ');
  return isAlive(Number(pid)) && birth(Number(pid)) === born ? Number(pid) : undefined;
}

function release(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true });
}

/** What cannot be read may be held: only what is not there is held by nobody. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** True while a process of that id runs, whoever's it is. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began: process ids are given again, a pair of both is not. Without spaces. */
function birth(pid: number): string {
  try {
    if (process.platform === 'linux') {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      // A zombie has ended: only its parent has not noticed.
      return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '?');
    }
    if (process.platform === 'win32') return '?';
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .replaceAll(/\s+/g, '_');
  } catch (error) {
    if (['EMFILE', 'ENFILE'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return '?';
  }
}
