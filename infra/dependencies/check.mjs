/**
 * `npm run check:dependencies`: prints licences, install scripts and deprecations with why they were accepted
 * (accepted.json), and what of other people's packages ends in the image of each service; fails on what nobody accepted.
 */
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { report, shippedWith } from './report.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const { packages } = read('package-lock.json');
const { lines, findings } = report(
  packages,
  read('infra/dependencies/accepted.json'),
  read('package.json').allowScripts,
);

/** Bytes of a folder as the Dockerfile leaves it: without source maps and type definitions. */
function bytesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + bytesOf(path);
    return /\.map$|\.d\.[mc]?ts$/.test(entry.name) ? sum : sum + lstatSync(path).size;
  }, 0);
}
const sizes = new Map();
function size(path) {
  if (!sizes.has(path)) sizes.set(path, existsSync(join(root, path)) ? bytesOf(join(root, path)) : 0);
  return sizes.get(path);
}
const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;

console.log(lines.join('\n'));
console.log('in the images (npm run check:image builds one and looks):');
for (const folder of Object.keys(packages).filter(
  (path) => /^services\/[^/]+$/.test(path) && path !== 'services/cli',
)) {
  const paths = shippedWith(packages, folder);
  const largest = [...paths].sort((a, b) => size(b) - size(a)).slice(0, 4);
  const total = paths.reduce((sum, path) => sum + size(path), 0);
  const named = largest
    .map((path) => `${path.replace('node_modules/', '')} ${megabytes(size(path))}`)
    .join(', ');
  console.log(`  ${folder}: ${paths.length} packages, ${megabytes(total)} (${named})`);
}
if (findings.length > 0) {
  console.error(
    `\n${findings.join('\n')}\n\nLook at each; what is right goes into infra/dependencies/accepted.json with the reason (a script also into allowScripts of package.json).`,
  );
  process.exit(1);
}
