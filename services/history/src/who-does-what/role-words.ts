/** What an organisation may be in a convention, in the users' words. */
export const roleKinds = {
  signatory: 'signataire',
  associated: 'partenaire associé',
  member: 'membre',
  'cooperation-officer': 'emploie le chargé de coopération',
  pilot: 'pilote',
  'co-pilot': 'copilote',
  partner: 'partenaire',
  funder: 'financeur',
  evaluator: 'évaluateur',
} as const;

export type RoleKind = keyof typeof roleKinds;

/** Where a role is held, in the users' words. */
export const placeKinds = {
  convention: 'convention',
  body: 'instance',
  cooperation: 'coopération',
  action: 'fiche-action',
  operation: 'opération',
  evaluation: 'évaluation',
} as const;
