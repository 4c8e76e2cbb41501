import type { PublishedEvent } from '@ctg/contracts';
import { convention, governance, mandate } from '@ctg/convention';
import { diagnosticFacts } from '@ctg/convention/diagnostic';
import { evaluationFacts } from '@ctg/convention/evaluation';
import { planFacts } from '@ctg/convention/plan';
import type { Names } from '../names/names.js';
import { factsOn } from './known-facts.js';
import { isOfConvention, nothingOfPartners, partnersShown } from './partners.js';
import { diagnosticShown, evaluationShown, planShown } from './shown-things.js';

/** What was so on a day of the world, as far as was known at a moment. */
export interface ConventionState {
  readonly effectiveAt: string;
  readonly knownAt: string;
  readonly [section: string]: unknown;
}

/** Folds a state at once. */
export function stateOf(...of: Parameters<typeof stateInSteps>): ConventionState {
  const steps = stateInSteps(...of);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const factsInAStep = 500;

/**
 * Folds the state of a convention across the services, so many facts between two steps: whoever folds a large one lets
 * others work in between.
 *
 * @param recorded what was recorded by `knownAt`, in that order
 */
export function* stateInSteps(
  recorded: readonly PublishedEvent[],
  effectiveAt: string,
  knownAt: string,
  names: Names,
): Generator<void, ConventionState> {
  const partners = nothingOfPartners();
  const others: PublishedEvent[] = [];
  for (const [index, event] of recorded.entries()) {
    if (index % factsInAStep === 0) yield;
    if (isOfConvention(event)) partners.convention = convention.evolve(partners.convention, event);
    else others.push(event);
  }
  const diagnostic = diagnosticFacts.nothing();
  const plan = planFacts.nothing();
  const evaluation = evaluationFacts.nothing();
  for (const [index, { event }] of factsOn(others, effectiveAt).entries()) {
    if (index % factsInAStep === 0) yield;
    partners.governance = governance.evolve(partners.governance, event);
    partners.mandate = mandate.evolve(partners.mandate, event);
    diagnosticFacts.evolve(diagnostic, event);
    planFacts.evolve(plan, event);
    evaluationFacts.evolve(evaluation, event);
  }
  return {
    effectiveAt,
    knownAt,
    ...partnersShown(partners, effectiveAt, names),
    diagnostic: diagnosticShown(diagnostic),
    plan: planShown(plan, partners.convention, effectiveAt, names),
    evaluation: evaluationShown(evaluation),
  };
}
