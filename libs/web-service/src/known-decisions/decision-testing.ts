import type { KnownDecision } from './known-decision.js';

/** A decision that the copil of a convention has adopted, as it is known here; what a test does not speak of is `said` otherwise. */
export const adoptedDecision = (
  decisionId: string,
  conventionId: string,
  subject: string,
  said: Partial<KnownDecision> = {},
): KnownDecision => ({
  decisionId,
  cafId: 'caf-59',
  conventionId,
  bodyKind: 'copil',
  subject,
  outcome: 'adopted',
  title: 'Adopté',
  decidedOn: '2026-03-01',
  ...said,
});
