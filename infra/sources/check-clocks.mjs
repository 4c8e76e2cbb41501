/** Fails, naming the place and the remedy, when a production source may measure elapsed time by the time of day. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clockFaults } from './clocks.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['bin', 'infra', 'libs', 'samples', 'services'];
const isSource = (name) => /\.(?:ts|mjs|cjs|js)$/.test(name) && !/\.spec\.|-testing\./.test(name);

/** @returns {string[]} absolute paths */
const sourcesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return isSource(entry.name) ? [path] : [];
    return entry.isDirectory() && !/^(?:node_modules|dist|\..*)$/.test(entry.name) ? sourcesBelow(path) : [];
  });

const sources = new Map(
  folders
    .flatMap((folder) => sourcesBelow(join(root, folder)))
    .map((path) => [relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
);
const faults = clockFaults(sources);
if (faults.length > 0) {
  console.error(
    `${faults.join('\n')}\n\nElapsed time is measured by performance.now(), which nobody sets. Where an instant itself is told or kept, list the file in infra/sources/clocks.mjs and say why.`,
  );
  process.exit(1);
}
