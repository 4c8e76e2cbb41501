import { availableParallelism } from 'node:os';

/** One Jest for the whole workspace, so that one PostgreSQL serves every suite. Sources are run as they are: no build is needed. */
export default {
  testMatch: ['<rootDir>/{libs,services,infra}/*/src/**/*.spec.ts', '<rootDir>/infra/*/*.spec.mjs'],
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['/dist/', '/.data/', '/.nx/'],
  // Modules are Node's own, loaded once for a worker (infra/test/native).
  runtime: '<rootDir>/infra/test/native/runtime.cjs',
  testEnvironment: '<rootDir>/infra/test/native/environment.mjs',
  testSequencer: '<rootDir>/infra/test/long-first.cjs',
  transform: {},
  setupFilesAfterEnv: ['<rootDir>/infra/test/fail-on-undocumented-answers.mjs'],
  globalSetup: '<rootDir>/infra/test/set-up.mjs',
  globalTeardown: '<rootDir>/infra/test/tear-down.mjs',
  reporters: ['default', '<rootDir>/infra/test/closing-line-reporter.mjs'],
  testTimeout: 60_000,
  // More than there are cores: suites wait for servers that start, are killed, or fall silent.
  maxWorkers: availableParallelism() + 2,
  // Suites that leave much behind: their worker is replaced.
  workerIdleMemoryLimit: '1000MB',
  // « A worker process has failed to exit gracefully »: on a busy machine one that holds nothing any more takes longer than the half second
  // that Jest gives it. Said all the same when the last suite of a worker has it replaced: its successor is not told that all is over.
  workerGracefulExitTimeout: 5_000,
};
