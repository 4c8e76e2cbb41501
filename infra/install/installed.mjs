/** Whether node_modules holds what the lock file names for this machine, whoever installed it and with which options. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What npm leaves inside node_modules when it has finished: an interrupted installation has none. */
const written = 'node_modules/.package-lock.json';

/**
 * Packages of the lock file that are not installed in that version. Those of other platforms are not missed.
 * @param {string} root
 * @returns {{ needed: string[], optional: string[] }} optional: made for this machine, but npm may have had a reason
 */
export function missingPackages(root) {
  const locked = packagesOf(join(root, 'package-lock.json'));
  let present = {};
  try {
    present = packagesOf(join(root, written));
  } catch {
    // Nothing was installed, or not to the end.
  }
  const isMissing = ([path, entry]) =>
    path.includes('node_modules/') && !(path in present && present[path].version === entry.version);
  const missing = Object.entries(locked).filter(isMissing);
  const pathsOf = (entries) => entries.map(([path]) => path);
  return {
    needed: pathsOf(missing.filter(([, entry]) => !entry.optional)),
    optional: pathsOf(missing.filter(([, entry]) => entry.optional && isForThisMachine(entry))),
  };
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Packages that name no platform may belong to one that does: npm leaves both out. */
function isForThisMachine({ os, cpu, libc }) {
  if (!os && !cpu) return false;
  return accepts(os, process.platform) && accepts(cpu, process.arch) && (!libc || libc.includes(libcHere()));
}

const accepts = (list, value) =>
  !list ||
  (list.includes(`!${value}`) ? false : list.includes(value) || list.every((one) => one.startsWith('!')));

let known;
/** `glibc` or `musl`; undefined where there is but one. */
function libcHere() {
  if (process.platform !== 'linux') return undefined;
  if (known) return known;
  // Otherwise the report looks every open connection up.
  process.report.excludeNetwork = true;
  known = process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
  return known;
}
