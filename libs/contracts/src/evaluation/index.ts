import type { AnyEventDefinition } from '../define-event.js';
import * as changedNothing from './changed-nothing.js';
import * as corrections from './corrections.js';
import * as evidence from './evidence.js';
import * as protocol from './protocol.js';
import * as takenOver from './taken-over.js';

export * from './changed-nothing.js';
export * from './corrections.js';
export * from './evidence.js';
export * from './protocol.js';
export { smallestGroup, withoutSmallGroups } from './small-groups.js';
export * from './taken-over.js';

const isEvent = (exported: unknown): exported is AnyEventDefinition =>
  typeof exported === 'function' && 'upcasters' in exported;

/** Every event that the service publishes. */
export const evaluationEvents: readonly AnyEventDefinition[] = [
  protocol,
  evidence,
  takenOver,
  changedNothing,
  corrections,
]
  .flatMap((thing) => Object.values(thing as Record<string, unknown>))
  .filter(isEvent);
