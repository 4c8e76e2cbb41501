import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lack } from './needs.js';

/** The library that tells a program another time, as `faketime` loads it. */
function faketimeLibrary(): string | undefined {
  const told = spawnSync('faketime', ['-m', '-f', '+1d', 'sh', '-c', 'echo "$LD_PRELOAD"'], {
    encoding: 'utf8',
  });
  return told.status === 0 ? told.stdout.trim() || undefined : undefined;
}

/** Why no program can be given another clock; undefined where it can. */
export const whatFaketimeLacks = (): Lack | undefined =>
  faketimeLibrary() === undefined
    ? {
        why: 'Aucun faketime sur cette machine, qui donnerait une autre heure à un programme',
        remedy: 'installez-le (Debian : sudo apt install faketime)',
      }
    : undefined;

/**
 * The environment of a program whose time of day is that of a file (`+1d`, `-1d`, `+0`), read anew each time it is asked for.
 * What is measured in elapsed time goes on as it is, as when the clock of a machine is set.
 */
export const wrongClock = (file: string): Record<string, string> => ({
  LD_PRELOAD: faketimeLibrary() ?? '',
  FAKETIME_TIMESTAMP_FILE: file,
  FAKETIME_NO_CACHE: '1',
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
});

/** A small disk that a test may fill. */
export interface SmallDisk {
  release(): void;
}

/** Mounts a disk of so many megabytes on a folder; or why that cannot be. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | Lack {
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder];
  if (process.platform === 'linux' && spawnSync('mount', options).status === 0)
    return { release: () => void spawnSync('umount', ['-l', folder]) };
  return {
    why: 'Aucun petit disque ne peut être monté ici, qu’un essai pourrait remplir',
    remedy: 'lancez ces essais en root, sous Linux',
  };
}

/** Why no disk can be mounted; undefined where one can. */
export function whatSmallDiskLacks(): Lack | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-disk-'));
  const mounted = mountSmallDisk(folder, 1);
  if ('release' in mounted) mounted.release();
  rmdirSync(folder);
  return 'release' in mounted ? undefined : mounted;
}
