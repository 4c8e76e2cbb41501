/**
 * What services and subscribers share: the definition of an event, its envelope, and how a recorded one is read.
 * The events themselves stand by service: `import { ConventionOpened } from '@ctg/contracts/partners'`.
 */
export { catalogue, decodeEvent, isFromANewerVersion } from './catalogue.js';
export { changedNothing, isChangedNothing } from './changed-nothing.js';
export { EventDecoder, NewerEvent, UnreadableEvent } from './decode-event.js';
export {
  type AnyEventDefinition,
  type DataOf,
  defineEvent,
  type EventDefinition,
  type NewEvent,
  type NewEventOf,
  type PublishedOf,
  type Upcaster,
} from './define-event.js';
export type { EventActor, EventMetadata, PublishedEvent } from './envelope.js';
