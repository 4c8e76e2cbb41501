import type { Names } from '../names/names.js';
import { type FoldedFacts, foldedInSteps } from './folded-facts.js';
import { partnersShown } from './partners.js';
import { diagnosticShown, evaluationShown, planShown } from './shown-things.js';

/** What was so on a day of the world, as far as was known at a moment. */
export interface ConventionState {
  readonly effectiveAt: string;
  readonly knownAt: string;
  readonly [section: string]: unknown;
}

/**
 * Folds and shows a state at once.
 *
 * @param recorded what was recorded by `knownAt`, in that order
 */
export function stateOf(
  recorded: Parameters<typeof foldedInSteps>[0],
  effectiveAt: string,
  knownAt: string,
  names: Names,
): ConventionState {
  const steps = foldedInSteps(recorded, effectiveAt);
  for (;;) {
    const step = steps.next();
    if (step.done) return stateShown(step.value, knownAt, names);
  }
}

/** The state of a convention across the services, with names. */
export const stateShown = (
  { day, partners, diagnostic, plan, evaluation }: FoldedFacts,
  knownAt: string,
  names: Names,
): ConventionState => ({
  effectiveAt: day,
  knownAt,
  ...partnersShown(partners, day, names),
  diagnostic: diagnosticShown(diagnostic, names),
  plan: planShown(plan, partners.convention, day, names),
  evaluation: evaluationShown(evaluation),
});
