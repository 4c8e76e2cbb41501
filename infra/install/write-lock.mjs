/**
 * `npm run lock`: brings package-lock.json up to every package.json, for all platforms. In a folder that was used, npm
 * looks at what is installed here and leaves the packages of other platforms out; so it is asked in an empty one. Versions
 * that are locked stay.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockFindings, manifests } from './lock-file.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const lockFile = join(root, 'package-lock.json');
const draft = mkdtempSync(join(tmpdir(), 'ctg-lock-'));
process.once('exit', () => rmSync(draft, { recursive: true, force: true }));

const own = manifests(root);
for (const path of [
  ...Object.keys(own).map((folder) => join(folder, 'package.json')),
  '.npmrc',
  'package-lock.json',
]) {
  if (!statSync(join(root, path), { throwIfNoEntry: false })) continue;
  mkdirSync(dirname(join(draft, path)), { recursive: true });
  copyFileSync(join(root, path), join(draft, path));
}
const before = readFileSync(lockFile, 'utf8');
const run = spawnSync(
  'npm',
  [
    'install',
    '--package-lock-only',
    '--ignore-scripts',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ],
  { cwd: draft, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' },
);
if (run.status !== 0) {
  console.error(run.error?.message ?? 'npm failed, see above: package-lock.json stays as it was.');
  process.exit(1);
}
const after = readFileSync(join(draft, 'package-lock.json'), 'utf8');
const findings = lockFindings(JSON.parse(after), own);
if (findings.length > 0) {
  console.error(`${findings.join('\n')}\npackage-lock.json stays as it was.`);
  process.exit(1);
}
copyFileSync(join(draft, 'package-lock.json'), lockFile);
console.log(
  before === after
    ? 'package-lock.json was whole already.'
    : `package-lock.json written: ${Object.keys(JSON.parse(after).packages).length} packages, all platforms. Commit it.`,
);
