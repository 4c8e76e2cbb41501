import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A checkout of one development package, and the registry that has it. */
const root = mkdtempSync(join(tmpdir(), 'ctg-ensure-installed-'));
const needed = join(root, 'node_modules/builder/package.json');
const stamp = join(root, 'node_modules/.ctg-installed');
let registry;

/** Runs a program in the checkout; answers its exit code and what it said. */
function run(program, args, environment) {
  const { NODE_ENV: _, ...mine } = process.env;
  const child = spawn(program, args, {
    cwd: root,
    env: {
      ...mine,
      no_proxy: '127.0.0.1',
      npm_config_registry: `http://127.0.0.1:${registry.address().port}/`,
      npm_config_cache: join(root, 'npm-cache'),
      ...environment,
    },
    shell: process.platform === 'win32',
  });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (text) => (said += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

const ensureInstalled = (environment = {}) =>
  run(process.execPath, ['infra/install/ensure-installed.mjs'], environment);

beforeAll(async () => {
  const published = { name: 'builder', version: '1.0.0' };
  let archive;
  registry = createServer((request, response) => {
    if (request.url.endsWith('.tgz')) return response.end(archive);
    const tarball = `http://${request.headers.host}/builder/-/builder-1.0.0.tgz`;
    const dist = { tarball, integrity: integrityOf(archive) };
    const versions = { '1.0.0': { ...published, dist } };
    return response.end(JSON.stringify({ name: 'builder', 'dist-tags': { latest: '1.0.0' }, versions }));
  });
  await new Promise((resolve) => registry.listen(0, '127.0.0.1', resolve));
  cpSync(import.meta.dirname, join(root, 'infra/install'), { recursive: true });
  mkdirSync(join(root, 'package'));
  writeFileSync(join(root, 'package/package.json'), JSON.stringify(published));
  expect((await run('npm', ['pack', './package'])).code).toBe(0);
  archive = readFileSync(join(root, 'builder-1.0.0.tgz'));
  const manifest = { name: 'checkout', workspaces: [], devDependencies: { builder: '1.0.0' } };
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  const packages = {
    '': manifest,
    'node_modules/builder': { version: '1.0.0', integrity: integrityOf(archive), dev: true },
  };
  const lock = { name: 'checkout', lockfileVersion: 3, requires: true, packages };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
});
afterAll(() => {
  registry?.close();
  rmSync(root, { recursive: true, force: true });
});

const integrityOf = (bytes) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

test('NODE_ENV=production installs what the build needs as well, and nothing is left to do without it', async () => {
  const first = await ensureInstalled({ NODE_ENV: 'production' });
  expect([first.code, existsSync(needed), first.said]).toEqual([
    0,
    true,
    expect.stringContaining('Dépendances installées'),
  ]);
  expect(await ensureInstalled()).toEqual({ code: 0, said: '' });
});

test('what was installed without it is noticed and mended, whatever stamp there is', async () => {
  const stamped = readFileSync(stamp);
  rmSync(join(root, 'node_modules'), { recursive: true });
  expect((await run('npm', ['ci', '--no-audit'], { NODE_ENV: 'production' })).code).toBe(0);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stamp, stamped);
  expect(existsSync(needed)).toBe(false);
  expect([(await ensureInstalled()).code, existsSync(needed)]).toEqual([0, true]);
});
