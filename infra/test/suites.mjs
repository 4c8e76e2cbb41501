/** The files of suites, as jest.config.mjs names them. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * @param {string} rootDir the checkout
 * @param {string[]} words what stands on the command line: each is an expression on the path, as for Jest. An option that
 *   chooses otherwise is not looked at: that only finds too much.
 * @returns {string[]} absolute paths
 */
export function suitesOf(rootDir, words = []) {
  const patterns = words.map((word) => new RegExp(word.replace(/^\.\//, ''), 'i'));
  return ['libs', 'services', 'infra']
    .flatMap((group) => readdirSync(join(rootDir, group)).map((name) => join(rootDir, group, name)))
    .flatMap((folder) => specsBelow(folder))
    .filter(
      (file) =>
        patterns.length === 0 ||
        patterns.some((pattern) => pattern.test(`/${relative(rootDir, file)}`) || pattern.test(file)),
    );
}

function specsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile())
      return /\.spec\.m?ts$|\.spec\.mjs$/.test(entry.name) ? [join(folder, entry.name)] : [];
    return entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name)
      ? specsBelow(join(folder, entry.name))
      : [];
  });
}
