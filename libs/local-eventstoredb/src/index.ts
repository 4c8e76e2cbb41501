/**
 * A stand-in for an EventStoreDB server, for tests: the real protocol over real connections, behaving as a server 23.6.0
 * was observed to, traps included. It is not a database: one process, everything in memory.
 *
 *     const server = await startStandIn();
 *     const store = await openEventStoreDb({ url: server.url() });
 *     await server.kill();
 *
 * As a process of its own: `npm run eventstoredb`, or `StandInProcess`.
 */
export type { User } from './access.js';
export { certificate } from './certificate.js';
export { StandInCluster } from './cluster.js';
export { type StandIn, type StandInOptions, startStandIn } from './stand-in.js';
export { StandInProcess, type StandInProcessOptions } from './stand-in-process.js';
