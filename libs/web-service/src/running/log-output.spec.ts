import { LogOutput, type WriteOut } from './log-output.js';

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}

test('lines come whole and in order, also when the output takes them in pieces', async () => {
  let text = '';
  const inPieces: WriteOut = (chunk, done) => {
    const piece = chunk.subarray(0, 3);
    text += String(piece);
    setImmediate(done, null, piece.length);
  };
  const output = new LogOutput(inPieces);
  for (const line of ['one\n', 'two\n', 'three\n']) output.write(line);
  await until(() => text.endsWith('three\n'));
  expect(text).toBe('one\ntwo\nthree\n');
});

test('a full disk loses lines and nothing else; afterwards it is said how many', async () => {
  let full = true;
  let tries = 0;
  let text = '';
  const disk: WriteOut = (chunk, done) => {
    tries++;
    if (full) return void setImmediate(done, Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }), 0);
    text += String(chunk);
    setImmediate(done, null, chunk.length);
  };
  const output = new LogOutput(disk, 1_000, 1);
  output.write('gone\n');
  await until(() => tries === 1);
  full = false;
  output.write('kept\n');
  await until(() => text.endsWith('kept\n'));
  expect(text).toMatch(/^\n\{"level":40,.*"msg":"1 log lines were lost: ENOSPC"\}\nkept\n$/);
  output.write('more\n');
  await until(() => text.endsWith('more\n'));
  expect(text.endsWith('\nkept\nmore\n')).toBe(true);
});

test('what a slow reader does not take is bounded', async () => {
  const taken: (() => void)[] = [];
  let text = '';
  const slow: WriteOut = (chunk, done) => {
    taken.push(() => {
      text += String(chunk);
      done(null, chunk.length);
    });
  };
  const output = new LogOutput(slow, 100);
  for (let line = 0; line < 1_000; line++) output.write(`${'x'.repeat(9)}\n`);
  for (let next = taken.shift(); next; next = taken.shift()) next();
  const [, lost] = /"(\d+) log lines were lost: the output takes them too slowly"/.exec(text) ?? [];
  expect(text.match(/x{9}/g)).toHaveLength(1_000 - Number(lost));
  expect(text.length).toBeLessThan(300);
});
