/** Who can act, with the words the users say. The table of rights is in docs/access.md. */
export const roles = {
  partner_member: 'membre d’une organisation partenaire',
  action_pilot: 'pilote d’action',
  cooperation_officer: 'chargé de coopération',
  caf_adviser: 'conseiller Caf',
  copil_secretary: 'secrétaire du copil',
  legal_representative: 'représentant légal',
  evaluator: 'évaluateur',
  national_auditor: 'auditeur national (Cnaf)',
  operator: 'exploitant de la plateforme',
} as const;

export type Role = keyof typeof roles;

/** Everybody who may have to do with conventions: those who run the platform read none. */
export const conventionRoles = (Object.keys(roles) as Role[]).filter((role) => role !== 'operator');

/** Who does something: a person is only ever a subject id, never a name. */
export interface Actor {
  /** Pseudonym of the person, made from the token's `sub` (`p-…`); `service:<name>` for a service's own doing. */
  readonly subject: string;
  readonly role: Role;
  /** The tenant: code of the Caf, e.g. `caf-59`; absent for national roles (Cnaf auditor, national evaluator). */
  readonly cafId?: string;
  /** The organisation the person acts for: its SIREN (9 digits). */
  readonly organisation?: string;
}
