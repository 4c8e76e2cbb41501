/** Installs and builds what is missing. When no source changed since the last build nothing is even asked of Nx. */
import './ensure-installed.mjs';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { prepare, root } from './checkout.mjs';

const stamp = join(root, '.cache/built');

const packages = ['libs', 'services', 'infra']
  .flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)))
  .filter((folder) => statSync(join(folder, 'tsconfig.json'), { throwIfNoEntry: false }));

/** Of everything that a build reads; the same things as `namedInputs.production` in nx.json. */
function sources() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'tsconfig.base.json')));
  hash.update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of packages) {
    const files = readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of [join(folder, 'package.json'), join(folder, 'tsconfig.json'), ...files.sort()]) {
      hash.update(`${file}\n`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

const isBuilt = () =>
  statSync(stamp, { throwIfNoEntry: false }) &&
  packages.every((folder) => statSync(join(folder, 'dist'), { throwIfNoEntry: false })) &&
  readFileSync(stamp, 'utf8') === sources();

if (!isBuilt()) prepare(() => isBuilt() || build());

function build() {
  console.error('Construction…');
  const before = sources();
  const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
  const run = spawnSync(process.execPath, [nx, 'run-many', '-t', 'build', '--output-style=static'], {
    cwd: root,
    // Nothing of Nx stays running, asks, or draws on the terminal.
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  if (run.status !== 0) {
    console.error(run.stdout ?? '', run.stderr ?? '', run.error?.message ?? '');
    console.error('La construction a échoué, voir les lignes ci-dessus.');
    process.exit(run.status || 1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, before);
}
