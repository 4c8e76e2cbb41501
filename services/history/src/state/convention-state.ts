import type { Names } from '../names/names.js';
import { type FoldedFacts, foldedInSteps } from './folded-facts.js';
import { partnersShown } from './partners.js';
import { diagnosticShown, evaluationShown, planShown } from './shown-things.js';
import { lentSection, lentShown } from './taken-over-by.js';

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
  return atOnce(stateShown(atOnce(foldedInSteps(recorded, effectiveAt)), knownAt, names));
}

function atOnce<Made>(steps: Generator<void, Made>): Made {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The state of a convention across the services, with names; made in steps, between which others work. */
export function* stateShown(
  { day, partners, diagnostic, plan, evaluation, lent }: FoldedFacts,
  knownAt: string,
  names: Names,
): Generator<void, ConventionState> {
  return {
    effectiveAt: day,
    knownAt,
    ...partnersShown(partners, day, names),
    diagnostic: yield* diagnosticShown(diagnostic, names),
    plan: yield* planShown(plan, partners.convention, day, names),
    evaluation: evaluationShown(evaluation),
    [lentSection]: lentShown(lent, names),
  };
}
