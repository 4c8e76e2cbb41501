import type { AnyEventDefinition } from '../define-event.js';
import * as amendment from './amendment.js';
import * as changedNothing from './changed-nothing.js';
import * as convention from './convention.js';
import * as corrections from './corrections.js';
import * as governance from './governance.js';
import * as mandate from './mandate.js';
import * as organisation from './organisation.js';

export * from './amendment.js';
export * from './changed-nothing.js';
export * from './convention.js';
export * from './corrections.js';
export * from './governance.js';
export * from './mandate.js';
export * from './organisation.js';
export { type OrganisationKind, organisationKind } from './organisation-kind.js';
export {
  amendmentChanges,
  deliberation,
  receipt,
  signatory,
  signature,
  signingCapacity,
  territory,
} from './shapes.js';

const isEvent = (exported: unknown): exported is AnyEventDefinition =>
  typeof exported === 'function' && 'upcasters' in exported;

/** Every event that the service publishes. */
export const partnersEvents: readonly AnyEventDefinition[] = [
  organisation,
  convention,
  amendment,
  governance,
  mandate,
  changedNothing,
  corrections,
]
  .flatMap((thing) => Object.values(thing as Record<string, unknown>))
  .filter(isEvent);
