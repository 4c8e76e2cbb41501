import type { AnyEventDefinition } from '../define-event.js';

/** Every event that the service publishes. */
export const evaluationEvents: readonly AnyEventDefinition[] = [];
