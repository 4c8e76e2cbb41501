/** The runner that all other tests trust: what must fail does, and no suite sees what another one left. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');
const samples = ['first.sample.mjs', 'second.sample.mjs', 'third.sample.ts'];

/** Runs the samples, one after the other in one process, with the settings of every run but its servers. */
async function runSamples() {
  const { default: settings } = await import(pathToFileURL(join(root, 'jest.config.mjs')).href);
  const { globalSetup: _up, globalTeardown: _down, ...kept } = settings;
  const config = { ...kept, rootDir: root, reporters: [], testMatch: ['**/infra/test/native/*.sample.*'] };
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const files = samples.map((name) => join(import.meta.dirname, `native/${name}`));
  const options = ['--config', JSON.stringify(config), '--json', '--runInBand', '--runTestsByPath'];
  const inOrder = ['--testSequencer', join(import.meta.dirname, 'native/by-name.cjs')];
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      ['--no-warnings', jest, ...options, ...files, ...inOrder],
      { cwd: root },
      (_code, out) => resolve(JSON.parse(out)),
    ),
  );
}

test('what must fail fails, what a suite changed is as before, and modules are loaded once', async () => {
  const { testResults } = await runSamples();
  const told = testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ title, status }) => [title, status]),
  );
  expect(Object.fromEntries(told)).toEqual({
    passes: 'passed',
    'expects something else': 'failed',
    'compares errors by what they say': 'failed',
    throws: 'failed',
    'takes too long': 'failed',
    'rejects and nobody handles it': 'failed',
    'is skipped': 'pending',
    'is not run': 'failed',
    'fails the test in which it was given': 'failed',
    'what the suite before has changed is as before': 'passed',
    'what both import was loaded once': 'passed',
    'of what it imports nothing has run before': 'passed',
  });
});
