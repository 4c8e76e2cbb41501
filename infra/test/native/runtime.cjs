const { createRequire } = require('node:module');
const { pathToFileURL } = require('node:url');
const Runtime = require('jest-runtime').default;

/** Of TypeScript; registered once for a worker. */
const loader = import('./typescript.mjs');
let loads = 0;

/**
 * Jest's runtime with Node's own modules: what suites import is loaded once for a worker, where Jest loads everything anew for each
 * suite and never gives it back (more than half of the time of a run). All else is Jest's: its runner, hooks, time-outs, reporters.
 * Jest offers this place as `runtime` (jest-runner, `runTest`).
 */
module.exports = class NativeRuntime extends Runtime {
  #testPath;
  #needsFreshModules;

  constructor(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig) {
    super(config, environment, resolver, transformer, cacheFS, coverage, testPath, globalConfig);
    if (globalConfig.watch || globalConfig.watchAll || globalConfig.collectCoverage)
      throw new Error('Modules are loaded once: no --watch, no --coverage. Run the suites you want again.');
    this.#testPath = testPath;
    this.#needsFreshModules = environment.needsFreshModules;
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  /** A suite, or a set-up of every suite (whose hooks are added for each). */
  async unstable_importModule(path) {
    await loader;
    const url = pathToFileURL(path);
    loads += 1;
    if (path !== this.#testPath) url.search = `?again=${loads}`;
    else if (this.#needsFreshModules) url.search = `?fresh=${loads}`;
    return import(url.href);
  }

  requireInternalModule(from, to) {
    if (to !== undefined) return createRequire(from)(to);
    // Jest's framework begins anew for each suite: the describe blocks and handlers of the one before go with its module.
    delete globalThis[Symbol.for('EVENT_HANDLERS')];
    for (const symbol of Object.getOwnPropertySymbols(globalThis))
      if (symbol.description === 'JEST_STATE_SYMBOL') delete globalThis[symbol];
    delete require.cache[from];
    return require(from);
  }
};
