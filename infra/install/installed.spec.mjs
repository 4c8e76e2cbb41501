import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingPackages } from './installed.mjs';

const root = mkdtempSync(join(tmpdir(), 'ctg-installed-'));
const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What is missing when npm left word of these packages of the lock file. */
function missingWhen(isInstalled) {
  const packages = Object.fromEntries(Object.entries(lock.packages).filter(isInstalled));
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  return missingPackages(root);
}

const isForLinux = ([, { os, cpu, libc }]) =>
  (!os || os.includes(process.platform)) &&
  (!cpu || cpu.includes(process.arch)) &&
  (!libc || libc.includes(process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'));

test('nothing is missed of what other platforms would have', () => {
  expect(missingWhen(isForLinux)).toEqual({ needed: [], optional: [] });
});

test('an installation without development packages is noticed', () => {
  const { needed } = missingWhen(([, { dev }]) => !dev);
  expect(needed).toContain('node_modules/typescript');
});

test('an interrupted one is noticed: npm has left no word', () => {
  expect(missingWhen(isForLinux).needed).toEqual([]);
  rmSync(join(root, 'node_modules/.package-lock.json'));
  expect(missingPackages(root).needed).toContain('node_modules/zod');
});

test('an older version, a package of ours that is new, and the programs of another machine are noticed', () => {
  const { needed, optional } = missingWhen(
    ([path, { os }]) =>
      path !== 'node_modules/zod' && path !== 'node_modules/@ctg/access' && !os?.includes(process.platform),
  );
  expect(needed).toEqual(expect.arrayContaining(['node_modules/zod', 'node_modules/@ctg/access']));
  expect(optional.join()).toContain('node_modules/@swc/core-');
});
