/**
 * `npm run check:declared`: what a package's sources import of the workspace stands in its package.json. Nx builds in the
 * order of these lines: where one is missing, a fresh clone builds or fails by chance.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifests } from '../install/lock-file.mjs';
import { undeclared } from './declared.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const own = Object.entries(manifests(root)).filter(([folder]) => folder !== '');
const names = new Set(own.map(([, { name }]) => name));

function sourcesBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sourcesBelow(path);
    return /\.m?ts$/.test(entry.name) && !/\.spec\.m?ts$/.test(entry.name)
      ? [[path, readFileSync(join(root, path), 'utf8')]]
      : [];
  });
}

const findings = own.flatMap(([folder, manifest]) => undeclared(manifest, names, sourcesBelow(folder)));
if (findings.length > 0) {
  console.error(
    `${findings.join('\n')}\n\nAdd each to the dependencies of its package.json (nx.implicitDependencies when only a *testing.ts imports it), then npm run lock.`,
  );
  process.exit(1);
}
