import { conventionRoles, type Role } from '@ctg/access';

/** Who may read; the gate says which conventions. */
export const readers = conventionRoles;

/** Who contributes data and opinions (the table of rights). */
export const contributors: readonly Role[] = [
  'partner_member',
  'action_pilot',
  'cooperation_officer',
  'caf_adviser',
  'copil_secretary',
  'evaluator',
];
