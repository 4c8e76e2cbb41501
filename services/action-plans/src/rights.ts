import type { Role } from '@ctg/access';

/** Who proposes an action (table of rights in docs/access.md). */
export const proposers: readonly Role[] = [
  'partner_member',
  'action_pilot',
  'cooperation_officer',
  'caf_adviser',
  'copil_secretary',
];

/** Who prepares the plan that the copil will adopt. */
export const preparers: readonly Role[] = ['cooperation_officer', 'caf_adviser', 'copil_secretary'];

/** Who keeps a fiche-action up to date and reports on it; a pilot only those of their organisation. */
export const reporters: readonly Role[] = ['action_pilot', ...preparers];

/** Who records that the copil has validated; the decision itself is always asked for. */
export const recordersOfDecisions: readonly Role[] = ['copil_secretary'];

export const readers: readonly Role[] = [
  ...proposers,
  'legal_representative',
  'evaluator',
  'national_auditor',
];
