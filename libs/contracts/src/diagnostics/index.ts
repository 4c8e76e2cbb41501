import type { AnyEventDefinition } from '../define-event.js';

/** Every event that the service publishes. */
export const diagnosticsEvents: readonly AnyEventDefinition[] = [];
