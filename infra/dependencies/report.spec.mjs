import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { report, shippedWith } from './report.mjs';

const read = (path) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8'));
const { packages } = read('package-lock.json');
const accepted = read('infra/dependencies/accepted.json');
const { allowScripts } = read('package.json');

test('every licence, install script and deprecation of this checkout was accepted, and no acceptance is stale', () => {
  expect(report(packages, accepted, allowScripts).findings).toEqual([]);
});

const one = (entry) =>
  report(
    { 'node_modules/x': { license: 'MIT', ...entry } },
    { licences: { MIT: 'ok' }, installScripts: {}, deprecated: {} },
    {},
  ).findings;

test.each([
  [{ license: 'GPL-3.0' }, 'licences: GPL-3.0 (x) was not accepted'],
  [{ license: undefined }, 'licences: none (x) was not accepted'],
  [{ hasInstallScript: true }, 'installScripts: x (x) was not accepted'],
  [{ hasInstallScript: true }, 'neither true nor false for x in allowScripts'],
  [{ deprecated: 'old' }, 'deprecated: x (x) was not accepted'],
  [{ license: 'ISC' }, 'licences: MIT is accepted, but no package has it any more'],
])('%j is found', (entry, said) => {
  expect(one(entry).join('\n')).toContain(said);
});

test('what is shipped with a service is what it needs in any depth, and no tool', () => {
  const paths = shippedWith(packages, 'services/partners');
  expect(paths).toEqual(
    expect.arrayContaining(['node_modules/zod', 'node_modules/fastify', 'node_modules/typeorm']),
  );
  expect(paths).not.toContain('node_modules/jest');
  expect(paths.filter((path) => packages[path].dev)).toEqual([]);
});

test('what one of ours has for development and another one ships ends in the image: it is counted, and found', () => {
  const ours = {
    'services/a': { dependencies: { b: '*' } },
    'libs/b': { devDependencies: { c: '*', tool: '1' } },
    'libs/c': { dependencies: { big: '1' } },
    'node_modules/b': { link: true, resolved: 'libs/b' },
    'node_modules/c': { link: true, resolved: 'libs/c' },
    'node_modules/big': { license: 'MIT' },
    'node_modules/tool': { license: 'MIT', dev: true },
  };
  expect(shippedWith(ours, 'services/a')).toEqual(['node_modules/big']);
  const { findings } = report(ours, { licences: { MIT: 'ok' }, installScripts: {}, deprecated: {} }, {});
  expect(findings).toEqual([expect.stringContaining('libs/b: a devDependency on c, which is ours')]);
});
