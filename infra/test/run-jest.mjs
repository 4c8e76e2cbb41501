/** Runs Jest; every argument is passed on (`npm test -- libs/event-store`). */
import '../install/ensure-ready.mjs';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
// A server that is not ours is one for all suites: it has one of them at a time.
const oneByOne = process.env.EVENTSTOREDB_URL?.trim() ? ['--runInBand'] : [];
const child = spawn(process.execPath, ['--no-warnings', jest, ...oneByOne, ...process.argv.slice(2)], {
  stdio: 'inherit',
  // What the shell has set for something else (production) is no matter of the tests. Every answer of a service is held
  // against its documented schema; also in the processes that tests start.
  env: { ...process.env, NODE_ENV: 'test', CTG_CHECK_ANSWERS: '1' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
