import { existsSync } from 'node:fs';
import { join } from 'node:path';
import LongFirst from './long-first.cjs';

const root = join(import.meta.dirname, '../..');
const rootDir = join(root, 'infra/test');
const context = {
  config: { cacheDirectory: join(rootDir, 'no-cache'), id: 'none', rootDir, name: 'none' },
  hasteFS: { getSize: (path) => path.length },
};
const suite = (path, more = {}) => ({ path: join(root, path), context, ...more });
const sorted = (tests) => {
  const sequencer = new LongFirst({ contexts: [context], globalConfig: {} });
  return sequencer.sort(tests).map(({ path }) => path.slice(root.length + 1));
};

test('suites that take long are there', () => {
  for (const one of LongFirst.long)
    expect([one, existsSync(join(root, `${one}.spec.ts`))]).toEqual([one, true]);
});

test('where nobody knows how long each took the long ones begin, the longest first', () => {
  const [first, second] = LongFirst.long.map((one) => `${one}.spec.ts`);
  const short =
    'libs/calendar/src/a-name-that-is-longer-than-any-other-of-the-whole-workspace/and-so-is-its-file.spec.ts';
  expect(sorted([short, second, first].map((path) => suite(path)))).toEqual([first, second, short]);
});
