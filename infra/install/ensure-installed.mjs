/**
 * Installs what package-lock.json names when that has not been done yet, so that the commands of the README work in a
 * fresh clone. Uses nothing but Node itself.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneAtATime } from './one-at-a-time.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const stamp = join(root, 'node_modules/.ctg-installed');
const lockFile = join(root, 'package-lock.json');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Il faut Node 20.19 ou plus récent, celui-ci est ${process.versions.node} : installez la version LTS actuelle de Node.`,
  );
}

/** Another platform or Node major needs other binaries. */
const wanted = () =>
  createHash('sha256')
    .update(`${process.platform} ${process.arch} ${major}\n`)
    .update(readFileSync(lockFile))
    .digest('hex');
const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();

if (!isInstalled()) oneAtATime(root, () => isInstalled() || install());

function install() {
  console.error('Installation des dépendances (une seule fois, une minute environ)…');
  const began = Date.now();
  const before = readFileSync(lockFile);
  // `npm ci` refuses this lock file on machines whose optional platform packages it does not list; this reads it too.
  const run = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (!before.equals(readFileSync(lockFile))) writeFileSync(lockFile, before);
  if (run.error)
    fail(
      `npm n’a pas pu être lancé (${run.error.message}) : il vient avec Node, vérifiez l’installation de Node.`,
    );
  if (run.status !== 0) {
    fail(
      'L’installation a échoué, voir ci-dessus : le registre npm doit être joignable et le disque avoir 1 Go de libre.',
    );
  }
  writeFileSync(stamp, wanted());
  console.error(`Dépendances installées en ${Math.round((Date.now() - began) / 1000)} s.`);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
