import type { z } from 'zod';
import { type ConventionStatus, catalogued } from './statuses.js';

/** The steps of the life of a convention, in the users' words and in their order. */
export const conventionStages = {
  engagement: 'engagement',
  scoping: 'cadrage',
  diagnostic: 'diagnostic partagé',
  priorities: 'enjeux',
  'action-plan': 'plan d’actions',
  signature: 'délibérations et signature',
  'carrying-out': 'mise en œuvre',
  evaluation: 'évaluation',
  ended: 'terminée',
} as const;

export type ConventionStage = keyof typeof conventionStages;

/** The schema of a stage, documented in the users' words. */
export const conventionStage: z.ZodType<ConventionStage> = catalogued(conventionStages).describe(
  `Étape la plus avancée, atteinte ce jour-là : ${Object.entries(conventionStages)
    .map(([code, words]) => `${code} (${words})`)
    .join(', ')}`,
);

/** The day on which the copil first adopted something on each subject. */
export type Decided = Readonly<Record<string, string>>;

const ended: ReadonlySet<ConventionStatus> = new Set([
  'never-signed',
  'past-its-term',
  'renewed',
  'terminated',
  'lapsed',
]);

/** Steps that the copil decides on, the furthest first. */
const decidedSteps = ['action-plan', 'priorities', 'diagnostic'] as const;

/** The furthest step that a convention had come to by a day, by its status that day and what its copil had adopted. */
export function stageOn(
  status: ConventionStatus,
  scopedOn: string | undefined,
  decided: Decided,
  day: string,
): ConventionStage {
  const isDecided = (subject: string) => (decided[subject] ?? '9999-12-31') <= day;
  if (ended.has(status)) return 'ended';
  if (status === 'in-force' || status === 'covered-retroactively')
    return isDecided('evaluation') ? 'evaluation' : 'carrying-out';
  if (status === 'in-signature' || status === 'signed-awaiting-effect') return 'signature';
  const step = decidedSteps.find(isDecided);
  if (step) return step;
  return scopedOn !== undefined && scopedOn <= day ? 'scoping' : 'engagement';
}
