/**
 * A real PostgreSQL from npm, for those who have no server at hand.
 *
 *     const postgres = await startLocalPostgres({ dataDir: '/tmp/pg' });
 *     const url = await postgres.createDatabase('ctg');
 *     ...
 *     await postgres.stop();
 */
export { FolderInUse, lockFile } from './folder-lock.js';
export { freePort, isPortFree } from './free-port.js';
export { KeptRunning, type KeptServer, type ServerLife, type ServerWatch } from './kept-running.js';
export { type LocalPostgres, type LocalPostgresOptions, startLocalPostgres } from './local-postgres.js';
export { onNpmEnd } from './parent-end.js';
export { PostgresFailure } from './postgres-failure.js';
export { ServerWithStandby } from './server-with-standby.js';
export { type TestDatabase, testDatabase } from './test-database.js';
