/**
 * The append-only memory of everything that happened.
 *
 *     const store = await openPostgresEventStore({ connectionString });          // from '@ctg/event-store/postgres'
 *     await store.append(streamName('partners.convention', id), [event], { expectedRevision: 'no-stream' });
 *     for await (const event of store.readStream(stream)) …
 *     for await (const page of store.subscribe({ after: checkpoint, signal })) …
 */
export {
  AppendTooLarge,
  EventIdReused,
  InvalidEvent,
  NewerData,
  NotPrepared,
  RevisionConflict,
  StoreRefusal,
  StoreUnavailable,
  StreamDamaged,
  UnknownPosition,
} from './errors.js';
export {
  type AppendResult,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type Filter,
  type JsonObject,
  type JsonValue,
  type Position,
  type ReadAllOptions,
  type ReadPageOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  START,
  type StoreIdentity,
  type StoreLoad,
  type SubscribeOptions,
  type SubscriptionPage,
} from './port.js';
export { parseStreamName, type StreamNameParts, streamName } from './stream-name.js';
