import type { DataOf, PublishedEvent } from '@ctg/contracts';
import { ActionAdopted } from '@ctg/contracts/action-plans';
import { DecisionRecorded, MandateHandedOver } from '@ctg/contracts/partners';
import { convention, governance, mandate } from '@ctg/convention';
import { diagnosticFacts } from '@ctg/convention/diagnostic';
import { evaluationFacts } from '@ctg/convention/evaluation';
import { planFacts } from '@ctg/convention/plan';
import { isTheirs } from '../timeline/timeline-row.js';
import { dayOf, type Fact, factsInAStep, factsOn, madeBy } from './known-facts.js';
import { isOfConvention, nothingOfPartners, type PartnersState } from './partners.js';
import { type Lent, lentOn } from './taken-over-by.js';

type Of<Fold extends { nothing(): unknown }> = ReturnType<Fold['nothing']>;

/**
 * The facts of a convention across the services, folded as they hold on a day: what the state and every question on a
 * convention is answered from. Whoever reads them changes nothing in them.
 */
export interface FoldedFacts {
  /** The day of the world, `YYYY-MM-DD`. */
  readonly day: string;
  readonly partners: PartnersState;
  readonly diagnostic: Of<typeof diagnosticFacts>;
  readonly plan: Of<typeof planFacts>;
  readonly evaluation: Of<typeof evaluationFacts>;
  /** By decision of a body: what was recorded as decided by it, in the order in which it took hold. */
  readonly followed: ReadonlyMap<string, readonly Fact[]>;
  /** By thing that is made by one event (a body, a protocol…): the day from which it exists. */
  readonly beganOn: ReadonlyMap<string, string>;
  /** Each handover of a mandate, in the order of their days. */
  readonly handovers: readonly DataOf<typeof MandateHandedOver>[];
  /** What later conventions have taken over of this one. */
  readonly lent: readonly Lent[];
}

/**
 * Folds the facts of a convention, so many between two steps: whoever folds a large one lets others work in between.
 *
 * @param recorded what was recorded by the moment that is asked for, in that order
 * @param day the facts that hold later are left out
 * @param conventionId of which convention; what another one recorded that concerns it is told apart
 */
export function* foldedInSteps(
  recorded: readonly PublishedEvent[],
  day: string,
  conventionId?: string,
): Generator<void, FoldedFacts> {
  const partners = nothingOfPartners();
  const others: PublishedEvent[] = [];
  const theirs: PublishedEvent[] = [];
  const followed = new Map<string, Fact[]>();
  const follow = (fact: Fact) => {
    const { decisionId } = fact.event.data;
    // Each action of an adopted plan says so itself; the plan says it for all of them.
    if (typeof decisionId !== 'string' || fact.event.type === ActionAdopted.type) return;
    const known = followed.get(decisionId);
    if (known) known.push(fact);
    else followed.set(decisionId, [fact]);
  };
  const beganOn = new Map<string, string>();
  const handovers: DataOf<typeof MandateHandedOver>[] = [];
  for (const [index, event] of recorded.entries()) {
    if (index % factsInAStep === 0) yield;
    if (conventionId !== undefined && isTheirs(event, conventionId)) theirs.push(event);
    else if (!isOfConvention(event)) others.push(event);
    else {
      partners.convention = convention.evolve(partners.convention, event);
      if (dayOf(event) <= day) follow({ day: dayOf(event), event });
    }
  }
  const diagnostic = diagnosticFacts.nothing();
  const plan = planFacts.nothing();
  const evaluation = evaluationFacts.nothing();
  const facts = yield* factsOn(others, day);
  for (const [index, fact] of facts.entries()) {
    if (index % factsInAStep === 0) yield;
    const { event } = fact;
    partners.governance = governance.evolve(partners.governance, event);
    partners.mandate = mandate.evolve(partners.mandate, event);
    diagnosticFacts.evolve(diagnostic, event);
    planFacts.evolve(plan, event);
    evaluationFacts.evolve(evaluation, event);
    const made = madeBy(event);
    if (made !== undefined) beganOn.set(made, fact.day);
    if (event.type === MandateHandedOver.type) handovers.push(event.data as DataOf<typeof MandateHandedOver>);
    if (event.type !== DecisionRecorded.type) follow(fact);
  }
  const lent = lentOn(theirs, day);
  return { day, partners, diagnostic, plan, evaluation, followed, beganOn, handovers, lent };
}
