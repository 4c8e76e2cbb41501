import type { AnyEventDefinition } from '../define-event.js';
import * as action from './action.js';
import * as changedNothing from './changed-nothing.js';
import * as corrections from './corrections.js';
import * as indicator from './indicator.js';
import * as meansAndRoles from './means-and-roles.js';
import * as plan from './plan.js';

export * from './action.js';
export * from './changed-nothing.js';
export * from './corrections.js';
export * from './indicator.js';
export * from './means-and-roles.js';
export * from './plan.js';

const isEvent = (exported: unknown): exported is AnyEventDefinition =>
  typeof exported === 'function' && 'upcasters' in exported;

/** Every event that the service publishes. */
export const actionPlansEvents: readonly AnyEventDefinition[] = [
  plan,
  action,
  meansAndRoles,
  indicator,
  changedNothing,
  corrections,
]
  .flatMap((thing) => Object.values(thing as Record<string, unknown>))
  .filter(isEvent);
