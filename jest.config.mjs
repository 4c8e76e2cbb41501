import { availableParallelism } from 'node:os';

/** One Jest for the whole workspace, so that one PostgreSQL serves every suite. Sources are run as they are: no build is needed. */
export default {
  testMatch: ['<rootDir>/{libs,services,infra}/*/src/**/*.spec.ts', '<rootDir>/infra/*/*.spec.mjs'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['/dist/', '/.data/', '/.nx/'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  setupFilesAfterEnv: ['<rootDir>/infra/test/fail-on-undocumented-answers.mjs'],
  globalSetup: '<rootDir>/infra/test/set-up.mjs',
  globalTeardown: '<rootDir>/infra/test/tear-down.mjs',
  reporters: ['default', '<rootDir>/infra/test/closing-line-reporter.mjs'],
  testTimeout: 60_000,
  // One more than there are cores: suites wait for servers that start, are killed, or fall silent.
  maxWorkers: availableParallelism() + 1,
  // What a suite has loaded as ES modules is never given back (about 40 MB each). After a hundred of them the collector took most
  // of a worker's time, and suites that wait for something failed by their time-outs. A worker above this is replaced.
  workerIdleMemoryLimit: '600MB',
};
