import type { Role } from '@ctg/access';

/** Who contributes data and opinion (table of rights in docs/access.md). */
export const contributors: readonly Role[] = [
  'partner_member',
  'action_pilot',
  'cooperation_officer',
  'caf_adviser',
  'copil_secretary',
];

/** An evaluator brings evidence, and says nothing of needs. */
export const evidenceContributors: readonly Role[] = [...contributors, 'evaluator'];

/** Who prepares what the copil will decide. */
export const preparers: readonly Role[] = ['cooperation_officer', 'caf_adviser', 'copil_secretary'];

/** Who records that the copil has validated, as they record its decision; the decision itself is always asked for. */
export const recordersOfDecisions: readonly Role[] = ['copil_secretary'];

export const readers: readonly Role[] = [
  ...contributors,
  'legal_representative',
  'evaluator',
  'national_auditor',
];
