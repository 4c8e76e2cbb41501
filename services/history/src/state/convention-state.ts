import type { PublishedEvent } from '@ctg/contracts';
import { convention, governance, mandate } from '@ctg/convention';
import type { Names } from '../names/names.js';
import type { Fields } from '../sentences/telling.js';
import { factsOn } from './known-facts.js';
import { isOfConvention, nothingOfPartners, partnersShown } from './partners.js';
import { type Collected, foldActionPlans, foldDiagnostics, foldEvaluation } from './services.js';

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
  const diagnostic: Collected = {};
  const plan: Collected = {};
  const evaluation: Collected = {};
  for (const [index, { day, event }] of factsOn(others, effectiveAt).entries()) {
    if (index % factsInAStep === 0) yield;
    const data = event.data as Fields;
    partners.governance = governance.evolve(partners.governance, event);
    partners.mandate = mandate.evolve(partners.mandate, event);
    foldDiagnostics(diagnostic, event.type, data, day);
    foldActionPlans(plan, event.type, data, day);
    foldEvaluation(evaluation, event.type, data, day);
  }
  return {
    effectiveAt,
    knownAt,
    ...partnersShown(partners, effectiveAt, names),
    diagnostic: diagnosticShown(diagnostic),
    plan: planShown(plan, names),
    evaluation: evaluationShown(evaluation),
  };
}

const all = (collected: Collected, what: string): readonly Fields[] => Object.values(collected[what] ?? {});

function diagnosticShown(collected: Collected) {
  const priorities = all(collected, 'priorities');
  const ranking: readonly string[] = collected.ranking?.latest?.ranking ?? [];
  const rank = (id: string) => (ranking.includes(id) ? ranking.indexOf(id) + 1 : undefined);
  return {
    version: collected.frozen?.latest?.version,
    values: all(collected, 'values'),
    offers: all(collected, 'offers'),
    consultations: all(collected, 'consultations'),
    needs: all(collected, 'needs'),
    priorities: priorities
      .map((priority) => ({ rank: rank(priority.priorityId), ...priority }))
      .sort((one, other) => (one.rank ?? 999) - (other.rank ?? 999)),
  };
}

function planShown(collected: Collected, names: Names) {
  return {
    version: collected.adopted?.latest?.version,
    axes: all(collected, 'axes'),
    objectives: all(collected, 'objectives').map((one) => ({ ...one, axis: names.of(one.axisId) })),
    actions: all(collected, 'actions').map((one) => ({ ...one, objective: names.of(one.objectiveId) })),
    reviews: all(collected, 'reviews'),
  };
}

const evaluationShown = (collected: Collected) => ({
  protocols: all(collected, 'protocols'),
  measures: all(collected, 'measures'),
  opinions: all(collected, 'opinions'),
  judgements: all(collected, 'judgements'),
  conclusions: all(collected, 'conclusions'),
});
