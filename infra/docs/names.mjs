/** What a page names is there: files and folders, npm scripts, packages, what the sources call something, links. */

/**
 * What there is to be named.
 * @typedef {object} There
 * @property {ReadonlySet<string>} paths of every file and folder, from the root
 * @property {ReadonlySet<string>} scripts of the root's package.json
 * @property {ReadonlySet<string>} packages `@ctg/decider/testing`
 * @property {(name: string) => boolean} isWritten in some source, as a word
 * @property {(text: string) => boolean} isSaid somewhere in some source
 * @property {(path: string) => string | undefined} page the text of a page
 */

const span = /`([^`\n]+)`/g;
const script = /\bnpm run (?:-s )?([a-z][\w:-]*)/g;
const folder = /^(?:libs|services|infra|docs|samples|bin|\.ci|\.github)\/[\w./*{},-]*$/;
const fileName = /^[\w.-]+\.(?:ts|mjs|cjs|json|ya?ml|md)$/;
const ownPackage = /^@ctg\/[\w/-]+$/;
/** What the sources give a name is known by a capital or a dash below within. */
const sourceName = /^(?:(?:[a-z]+|[A-Z][a-z]+)[A-Z]\w*|[a-z]+(?:_[a-z\d]+)+|[A-Z]+(?:_[A-Z\d]+)+)$/;
/** Names that others gave. */
const ofOthers = new Set([
  'DESCRIBE_CONFIGS',
  'EVENTSTORE_DEFAULT_ADMIN_PASSWORD',
  'TCP_NODELAY',
  'pg_dump',
  'pg_restore',
]);
const link = /\]\(([^)\s]+)\)/g;

const asPattern = (path) =>
  new RegExp(
    `^${path
      .replace(/\/$/, '')
      .replaceAll('.', '[.]')
      .replaceAll('*', '[^/]*')
      .replaceAll(/\{([^}]*)\}/g, (_, any) => `(?:${any.replaceAll(',', '|')})`)}(?:$|[/.])`,
  );

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

const hasAnchor = (text, anchor) =>
  [...text.matchAll(/^#+ (.*)$/gm)].some(([, heading]) => anchorOf(heading) === anchor);

/**
 * @param {string} path of the page, from the root
 * @param {string} text
 * @param {There} there
 * @returns {string[]} what it names and is not there, a line each
 */
export function namesNotThere(path, text, there) {
  const faults = [];
  const wrong = (index, what) => faults.push(`${path}:${text.slice(0, index).split('\n').length}: ${what}`);
  for (const { 1: name, index } of text.matchAll(script))
    if (!there.scripts.has(name)) wrong(index, `npm run ${name}`);
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, (fence) => fence.replaceAll(/[^\n]/g, ' '));
  for (const { 1: named, index } of prose.matchAll(span)) {
    for (const word of named.split(' ')) {
      if (ownPackage.test(word) && !there.packages.has(word)) wrong(index, word);
      else if (folder.test(word) && !isThere(word, there.paths)) wrong(index, word);
      else if (fileName.test(word) && !isFile(word, there)) wrong(index, word);
      else if (sourceName.test(word) && !ofOthers.has(word) && !there.isWritten(word)) wrong(index, word);
    }
  }
  for (const { 1: target, index } of prose.matchAll(link)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [file, anchor] = target.split('#');
    const to = file ? resolved(path, file) : path;
    const page = anchor && there.page(to);
    if (!isThere(to, there.paths) || (page && !hasAnchor(page, anchor))) wrong(index, target);
  }
  return faults;
}

/** A file of any folder, or one that a program writes. */
const isFile = (name, { paths, isSaid }) =>
  paths.has(name) || [...paths].some((one) => one.endsWith(`/${name}`)) || isSaid(name);

/** Also where a path is as much of one as chooses suites. */
function isThere(path, paths) {
  const pattern = asPattern(path);
  return [...paths].some((one) => pattern.test(one));
}

/** A relative address of a page. */
const resolved = (path, file) => new URL(file, `file:///${path}`).pathname.slice(1);
