/** Fails, naming the place, when README, CONTRIBUTING or a page of docs/ names what is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { namesNotThere } from './names.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const inRoot = (path) => relative(root, path).replaceAll('\\', '/');

const entriesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return [path];
    if (!entry.isDirectory() || /^(?:node_modules|dist|\.(?!ci$|github$).*)$/.test(entry.name)) return [];
    return [path, ...entriesBelow(path)];
  });

const read = (path) => readFileSync(join(root, path), 'utf8');
const paths = new Set(entriesBelow(root).map(inRoot));
const sources = [...paths]
  .filter((path) => /\.(?:ts|mjs|cjs|json|ya?ml)$/.test(path) && !/^docs\/|(^|\/)package-lock/.test(path))
  .map(read)
  .join('\n');
const words = new Set(sources.match(/\w+/g));
const packages = new Set(
  [...paths]
    .filter((path) => /^libs\/[^/]+\/package\.json$/.test(path))
    .map((path) => JSON.parse(read(path)))
    .flatMap(({ name, exports }) => Object.keys(exports).map((sub) => name + sub.slice(1))),
);
const there = {
  paths,
  packages,
  scripts: new Set(Object.keys(JSON.parse(read('package.json')).scripts)),
  isWritten: (name) => words.has(name),
  isSaid: (text) => sources.includes(text),
  page: (path) => (path.endsWith('.md') && paths.has(path) ? read(path) : undefined),
};

const pages = [...paths].filter((path) => /^(?:[^/]+|docs\/.*)\.md$/.test(path));
const faults = pages.flatMap((page) => namesNotThere(page, read(page), there));
if (faults.length > 0) {
  console.error(`${faults.join('\n')}\n\nA page names only what is there: mend the page, or the name.`);
  process.exit(1);
}
