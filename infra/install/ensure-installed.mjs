/**
 * Installs what package-lock.json names when that has not been done yet, so that the commands of the README work in a
 * fresh clone. Uses nothing but Node itself.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, prepare, root } from './checkout.mjs';
import { missingPackages } from './installed.mjs';
import { lockFindings, manifests } from './lock-file.mjs';
import { linkPostgresLibraries } from './postgres-links.mjs';

const stamp = join(root, 'node_modules/.ctg-installed');
const lockFile = join(root, 'package-lock.json');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Il faut Node 20.19 ou plus récent, celui-ci est ${process.versions.node} : installez la version LTS actuelle de Node.`,
  );
}

/** What npm left out with a reason of its own (another platform, another Node) is not asked for again and again. */
const wanted = () =>
  createHash('sha256')
    .update(`npm ci --include=dev ${process.platform} ${process.arch} ${major}\n`)
    .update(readFileSync(lockFile))
    .digest('hex');
function isInstalled() {
  const { needed, optional } = missingPackages(root);
  if (needed.length > 0) return false;
  return (
    optional.length === 0 ||
    (statSync(stamp, { throwIfNoEntry: false }) && readFileSync(stamp, 'utf8') === wanted())
  );
}

/** Building needs the development packages, whatever NODE_ENV or a configuration file says; nothing needs their scripts. */
const options = [
  '--include=dev',
  '--include=optional',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

if (!isInstalled()) prepare(() => isInstalled() || install());
linkPostgresLibraries(root);

function install() {
  console.error('Installation des dépendances (une seule fois, une minute environ)…');
  const began = performance.now();
  // A folder that is used keeps what is right in it. npm would not notice a lock file that is not whole: the check does.
  const isFresh = !statSync(join(root, 'node_modules'), { throwIfNoEntry: false });
  const findings = isFresh ? [] : lockFindings(JSON.parse(readFileSync(lockFile, 'utf8')), manifests(root));
  if (findings.length > 0)
    fail(`package-lock.json n’est pas entier (${findings[0]}) : écrivez-le avec « npm run lock ».`);
  const command = isFresh ? ['ci'] : ['install', '--no-save'];
  const run = spawnSync('npm', [...command, ...options], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (run.error)
    fail(
      `npm n’a pas pu être lancé (${run.error.message}) : il vient avec Node, vérifiez l’installation de Node.`,
    );
  if (run.status !== 0) {
    fail(
      'L’installation a échoué, voir ci-dessus : le registre npm doit être joignable, le disque avoir 1 Go de libre, et package-lock.json être entier (sinon : npm run lock).',
    );
  }
  writeFileSync(stamp, wanted());
  const { needed } = missingPackages(root);
  if (needed.length > 0)
    fail(
      `npm a fini sans installer ${needed.slice(0, 5).join(', ')} : voyez sa configuration (npm config ls).`,
    );
  console.error(`Dépendances installées en ${Math.round((performance.now() - began) / 1000)} s.`);
}
