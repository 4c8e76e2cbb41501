import { type Role, roles } from '@ctg/access';

/** Who may read; the gate says which conventions. */
export const readers = Object.keys(roles) as Role[];

/** Who contributes data and opinions (the table of rights). */
export const contributors: readonly Role[] = [
  'partner_member',
  'action_pilot',
  'cooperation_officer',
  'caf_adviser',
  'copil_secretary',
  'evaluator',
];
