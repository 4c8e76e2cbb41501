/**
 * `npm run check:audit`: known weaknesses of what is shipped. Fails on a high or critical one; a registry that answers no
 * such question (405, 404, none at all) is said, and is no failure.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { verdict } from './audit-verdict.mjs';

const run = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: fileURLToPath(new URL('../../', import.meta.url)),
  encoding: 'utf8',
  timeout: 120_000,
  maxBuffer: 50_000_000,
  shell: process.platform === 'win32',
});
const { line, failed } = verdict(run.stdout ?? '', run.stderr ?? '');
console.log(line);
process.exit(failed ? 1 : 0);
