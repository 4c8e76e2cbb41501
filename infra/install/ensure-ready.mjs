/** Installs and builds what is missing. A build whose inputs did not change comes from Nx's cache. */
import './ensure-installed.mjs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
const run = spawnSync(process.execPath, [nx, 'run-many', '-t', 'build', '--output-style=static'], {
  cwd: root,
  env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  encoding: 'utf8',
});
if (run.status !== 0) {
  console.error(run.stdout, run.stderr);
  console.error('The build failed: see the lines above.');
  process.exit(run.status ?? 1);
}
