import { readFileSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';

/** Several times what the files of a whole run took at most (0.5 GB). */
const bytes = 4 * 2 ** 30;

/**
 * A folder in memory where the machine has plenty, else undefined: hundreds of databases are made and dropped, and waiting for a disk
 * that keeps none of them is a quarter of the work of a run. Servers do all they do on a disk, `fsync` as well; what stands or falls with a
 * disk has one of its own (`mountSmallDisk`).
 *
 * @param mounts as /proc/mounts tells them
 */
export function memoryFolder(mounts = mountsOfLinux(), free = freeBytes) {
  const [, path = '', , options = ''] =
    mounts
      .split('\n')
      .map((line) => line.split(' '))
      .find(([, at, kind]) => at === '/dev/shm' && kind === 'tmpfs') ?? [];
  // Brokers unpack libraries among their files and load them.
  if (path === '' || !/(^|,)rw(,|$)/.test(options) || /(^|,)noexec(,|$)/.test(options)) return undefined;
  return free(path) >= bytes ? path : undefined;
}

/** The less of what the folder may still hold and of the memory that nobody uses. */
const freeBytes = (path) => {
  const { bavail, bsize } = statfsSync(path);
  return Math.min(bavail * bsize, freemem());
};

const mountsOfLinux = () => {
  try {
    return readFileSync('/proc/mounts', 'utf8');
  } catch {
    return '';
  }
};
