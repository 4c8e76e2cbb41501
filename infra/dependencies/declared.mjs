/** Which packages of the workspace a package's sources import without naming them. */

const imported = /(?:from|import\()\s*'(@[a-z-]+\/[a-z-]+)/g;

/**
 * One sentence per fault. Only files that are built count: no suites.
 * @param {{ name: string, dependencies?: object, devDependencies?: object, nx?: { implicitDependencies?: string[] } }} manifest of the package
 * @param {Set<string>} workspace names of the workspace's packages
 * @param {[path: string, text: string][]} sources of the package
 * @returns {string[]}
 */
export function undeclared(manifest, workspace, sources) {
  const findings = sources.flatMap(([path, text]) => {
    const forTests = { ...manifest.devDependencies };
    // A devDependency of what is shipped would end in every image: there only the order of builds is told.
    for (const name of manifest.nx?.implicitDependencies ?? []) forTests[name] = '*';
    const known = { ...manifest.dependencies, ...(/testing\.ts$|testing\//.test(path) ? forTests : {}) };
    return [...text.matchAll(imported)]
      .map(([, name]) => name)
      .filter((name) => workspace.has(name) && name !== manifest.name && !(name in known))
      .map((name) => `${path} imports ${name}, which ${manifest.name} does not name`);
  });
  return [...new Set(findings)];
}
