import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/**
 * Node itself: a suite runs in the realm of its worker, so what it compares is made of the same `Error` and `Array` as what it
 * expects. Of what a suite changes, the environment, the console and `process.exit` are as before once it is over.
 */
export default class NativeEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern;
  /** Whether the suite says `@jest-modules fresh`: our own modules are then loaded for it alone. */
  needsFreshModules;
  #before = {
    environment: { ...process.env },
    console: globalThis.console,
    exit: process.exit,
    prepareStackTrace: Error.prepareStackTrace,
  };

  constructor({ projectConfig }, { docblockPragmas }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.needsFreshModules = docblockPragmas['jest-modules'] === 'fresh';
  }

  /** Node knows the source maps of what it has loaded itself; Jest only those of what it has compiled. */
  async setup() {
    process.setSourceMapsEnabled(true);
    Error.prepareStackTrace = undefined;
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    const { environment, console, exit, prepareStackTrace } = this.#before;
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    globalThis.console = console;
    process.exit = exit;
    Error.prepareStackTrace = prepareStackTrace;
  }

  exportConditions() {
    return ['source', 'node', 'node-addons'];
  }

  /** There is none: nothing is run in a context of `node:vm`. */
  getVmContext() {
    return null;
  }
}
