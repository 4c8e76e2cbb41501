import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ctg-lock-'));
const file = join(folder, '.cache/preparing.pid');
beforeEach(() => mkdirSync(join(folder, '.cache'), { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What was said while the work was done. */
function said(work = () => 'done') {
  const sentences = [];
  expect(oneAtATime(file, work, (sentence) => sentences.push(sentence))).toBe(work());
  expect(readdirSync(join(folder, '.cache'))).toEqual([]);
  return sentences;
}

test.each([
  ['no lock', undefined],
  ['an empty one', ''],
  ['half a one', '12'],
  ['no number', 'x'.repeat(200)],
  ['one of a process that ended', '999999999 1'],
  // Of the number of a running program that began at another time: the number was given again.
  ['one of a number that another program has now', `${process.ppid} 1`],
  ['one written by an earlier version', String(process.ppid)],
])('%s is no reason to wait', (_name, content) => {
  if (content !== undefined) writeFileSync(file, content);
  expect(said()).toEqual([]);
});

test('what the work throws is passed on, and the lock is given back', () => {
  const failing = () => {
    throw new Error('no');
  };
  expect(() => oneAtATime(file, failing)).toThrow('no');
  expect(said()).toEqual([]);
});

test('who still works is waited for, by name', async () => {
  const script = `import { oneAtATime } from ${JSON.stringify(join(import.meta.dirname, 'one-at-a-time.mjs'))};
    oneAtATime(${JSON.stringify(file)}, () => { console.log('begun'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000); });`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => other.stdout.once('data', resolve));
  expect(said()).toEqual([expect.stringContaining(`(processus ${other.pid}) prépare déjà ce dossier`)]);
});

test('a folder that cannot be made is told in one sentence', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => oneAtATime(join(folder, 'file/x.pid'), () => {})).toThrow(/ne peut pas être utilisé/);
});
