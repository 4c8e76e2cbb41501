export { readAddress, type ServerAddress, WrongAddress } from './connection/address.js';
export {
  type EventStoreDbOptions,
  type EventStoreDbStore,
  openEventStoreDb,
} from './eventstoredb-event-store.js';
export { type PrepareOptions, prepareEventStoreDb } from './prepare.js';
