import type { DataOf } from '@ctg/contracts';
import type { BodyCreated, DecisionRecorded } from '@ctg/contracts/partners';

type Subject = DataOf<typeof DecisionRecorded>['subject'];
type Outcome = DataOf<typeof DecisionRecorded>['outcome'];

/** What a decision is about, in the users' words; an assembly deliberates on the convention itself. */
export const decisionSubjects: Readonly<Record<Subject | 'convention', string>> = {
  convention: 'convention',
  diagnostic: 'diagnostic partagé',
  priorities: 'enjeux',
  'action-plan': 'plan d’actions',
  'yearly-review': 'bilan annuel',
  amendment: 'avenant',
  evaluation: 'évaluation',
  governance: 'gouvernance',
  other: 'autre objet',
};

/** What came of it: of a body's decision, of an assembly's deliberation. */
export const decisionOutcomes: Readonly<Record<Outcome | 'approved', string>> = {
  adopted: 'adoptée',
  rejected: 'rejetée',
  postponed: 'reportée',
  approved: 'approuvée',
};

export const bodyKinds: Readonly<Record<DataOf<typeof BodyCreated>['kind'], string>> = {
  copil: 'comité de pilotage',
  cotech: 'comité technique',
  'thematic-group': 'groupe thématique',
};
