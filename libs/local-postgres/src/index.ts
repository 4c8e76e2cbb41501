/**
 * A real PostgreSQL from npm, for those who have no server at hand.
 *
 *     const postgres = await startLocalPostgres({ dataDir: '/tmp/pg' });
 *     const url = await postgres.createDatabase('ctg');
 *     ...
 *     await postgres.stop();
 */
export { type LocalPostgres, type LocalPostgresOptions, startLocalPostgres } from './local-postgres.js';
export { freePort } from './free-port.js';
export { testDatabase, type TestDatabase } from './test-database.js';
