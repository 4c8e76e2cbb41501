import { contentFindings, contentLines, largest } from './contents.js';

const wanted = {
  service: 'partners',
  locked: { 'node_modules/jest': { dev: true }, 'node_modules/zod': {} },
};
const findings = (...paths: string[]) =>
  contentFindings(
    paths.map((path) => ({ path, bytes: 1 })),
    wanted,
  );

test('what one service needs to run is in its place', () => {
  const right = [
    'package.json',
    'services/partners/dist/main.js',
    'libs/x/dist/x.d.ts',
    'node_modules/zod/a.test.ts',
  ];
  expect(findings(...right)).toEqual([]);
});

test.each([
  ['libs/x/dist/a.spec.js', 'is of the tests'],
  ['libs/x/dist/testing.js', 'is of the tests'],
  ['libs/x/src/a.ts', 'is a source'],
  ['services/history/dist/main.js', 'is of another service'],
  ['infra/local/package.json', 'is of the infrastructure'],
  ['node_modules/jest/index.js', 'node_modules/jest is for development'],
])('%s does not belong there', (path, said) => {
  expect(findings(path).join('\n')).toContain(said);
});

test('what is too large is told, and the list says where it is', () => {
  const files = [
    { path: 'node_modules/big/a', bytes: largest },
    { path: 'node_modules/small/a', bytes: 1 },
  ];
  expect(contentFindings(files, wanted)).toEqual([expect.stringContaining('160.0 MB at most')]);
  expect(contentLines(files).map((line) => line.trim())).toEqual([
    '160.0 MB       1 files  node_modules/big',
    '0.0 MB       1 files  1 smaller packages of npm',
    '160.0 MB       2 files  all of it',
  ]);
});
