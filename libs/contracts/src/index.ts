/**
 * What services and subscribers share: the definition of an event, its envelope, and how a recorded one is read.
 * The events themselves stand by service: `import { ConventionOpened } from '@ctg/contracts/partners'`.
 */
export {
  catalogue,
  decodeEvent,
  definitionOfType,
  isFromANewerVersion,
  newestData,
  noCorrections,
} from './catalogue.js';
export { changedNothing, isChangedNothing } from './changed-nothing.js';
export { type CorrectionData, Corrections, correctionIn } from './corrections/corrections.js';
export { correctionsOf, correctionTypesOf, isCorrection, type Saying } from './corrections/fact-corrected.js';
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
export { isOurs } from './ours.js';
export { isRehearsed, knownSince, RehearsedEvent, withoutRehearsals } from './rehearsal.js';
export { type Warning, warningsIn, writtenWarnings } from './warnings.js';
