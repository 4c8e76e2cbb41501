import type { AnyEventDefinition } from '../define-event.js';
import * as changedNothing from './changed-nothing.js';
import * as corrections from './corrections.js';
import * as diagnostic from './diagnostic.js';
import * as evidence from './evidence.js';
import * as takenOver from './taken-over.js';

export * from './changed-nothing.js';
export * from './corrections.js';
export * from './diagnostic.js';
export * from './evidence.js';
export * from './taken-over.js';

/** What changes the contents of a diagnostic: everything but its opening and the freezing of what it holds. */
export const diagnosticContributions = [
  evidence.ValueRecorded,
  evidence.ValueCorrected,
  evidence.OfferListed,
  evidence.OfferStatusChanged,
  evidence.ConsultationRecorded,
  diagnostic.NeedIdentified,
  diagnostic.NeedSupported,
  diagnostic.PriorityProposed,
  diagnostic.PrioritiesRanked,
  takenOver.EvidenceTakenOver,
] as const;

const isEvent = (exported: unknown): exported is AnyEventDefinition =>
  typeof exported === 'function' && 'upcasters' in exported;

/** Every event that the service publishes. */
export const diagnosticsEvents: readonly AnyEventDefinition[] = [
  diagnostic,
  evidence,
  takenOver,
  changedNothing,
  corrections,
]
  .flatMap((thing) => Object.values(thing as Record<string, unknown>))
  .filter(isEvent);
