export { AppendStatement } from './append-statement.js';
export { textArray, uuidArray } from './binary-array.js';
export {
  boundedClient,
  type DatabaseLimits,
  defaultLimits,
  poolLimits,
  sessionLimits,
} from './bounded-client.js';
export { openPostgresEventStore, type PostgresEventStoreOptions } from './postgres-event-store.js';
export { belongsTo, rightsOfUser } from './schema/rights.js';
