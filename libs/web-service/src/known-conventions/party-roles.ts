import type { Role } from '@ctg/access';

/** Who sees only the conventions in which their organisation takes part (the table of rights of docs/access.md). */
export const partyRoles: ReadonlySet<Role> = new Set([
  'partner_member',
  'action_pilot',
  'cooperation_officer',
  'legal_representative',
]);
