/** What package-lock.json must hold so that `npm ci` works on every machine, not only on the one that wrote it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Kinds of dependencies that a manifest names and npm installs. */
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** What must agree between a package.json of ours and the lock file's copy of it. */
const copied = ['version', 'dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/**
 * Package manifests of this checkout by folder; '' is the root.
 * @param {string} root
 * @returns {Record<string, object>}
 */
export function manifests(root) {
  const read = (folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const top = read('');
  const folders = top.workspaces.flatMap((pattern) =>
    pattern.endsWith('/*')
      ? readdirSync(join(root, pattern.slice(0, -2))).map((name) => `${pattern.slice(0, -1)}${name}`)
      : [pattern],
  );
  const own = folders
    .filter((folder) => statSync(join(root, folder, 'package.json'), { throwIfNoEntry: false }))
    .sort();
  return { '': top, ...Object.fromEntries(own.map((folder) => [folder, read(folder)])) };
}

/**
 * One sentence per fault of a lock file; none when every package that any entry declares, for whatever platform, has an
 * entry of its own with an integrity and without a download address.
 * @param {{ lockfileVersion: number, packages: Record<string, any> }} lock content of package-lock.json
 * @param {Record<string, any>} own manifests of this checkout by folder
 * @returns {string[]}
 */
export function lockFindings(lock, own) {
  const { packages } = lock;
  return [
    ...(lock.lockfileVersion === 3 ? [] : [`lockfileVersion is ${lock.lockfileVersion}, expected 3`]),
    ...Object.entries(own).flatMap(([folder, manifest]) => manifestFindings(folder, manifest, packages)),
    ...Object.keys(packages)
      .filter((path) => !path.includes('node_modules') && !(path in own))
      .map((path) => `${path} is locked, but is no package of this checkout`),
    ...Object.entries(packages).flatMap(([path, entry]) => entryFindings(path, entry, packages)),
  ];
}

function manifestFindings(folder, manifest, packages) {
  const locked = packages[folder];
  const name = folder || 'package.json';
  if (!locked) return [`${name} is a package of this checkout, but is not locked`];
  const differing = copied.filter((key) => stable(manifest[key]) !== stable(locked[key]));
  return differing.map((key) => `${name}: ${key} differ between its package.json and the lock file`);
}

const stable = (value) =>
  JSON.stringify(value && typeof value === 'object' ? Object.entries(value).sort() : value);

function entryFindings(path, entry, packages) {
  if (entry.link)
    return packages[entry.resolved] ? [] : [`${path} leads to ${entry.resolved}, which is not there`];
  const ofRegistry = path.includes('node_modules/');
  const missing = declared(entry, ofRegistry).filter((name) => !isLocked(name, path, packages));
  return [
    ...(entry.resolved ? [`${path} names a download address`] : []),
    ...(ofRegistry && !entry.integrity && !entry.inBundle ? [`${path} has no integrity`] : []),
    ...missing.map((name) => `${path || 'package.json'} declares ${name}, which is not locked`),
  ];
}

/** Names of what an entry wants installed: also what it wants on other platforms, but no peer that it can do without. */
function declared(entry, ofRegistry) {
  return kinds
    .filter((kind) => !(ofRegistry && kind === 'devDependencies'))
    .flatMap((kind) => Object.keys(entry[kind] ?? {}))
    .filter((name) => !entry.peerDependenciesMeta?.[name]?.optional);
}

/** Looks where Node would: beside the package, then in every folder above it. */
function isLocked(name, from, packages) {
  for (let at = from; ; ) {
    if (packages[at ? `${at}/node_modules/${name}` : `node_modules/${name}`]) return true;
    if (at === '') return false;
    const cut = at.lastIndexOf('/node_modules/');
    at = cut >= 0 ? at.slice(0, cut) : '';
  }
}
