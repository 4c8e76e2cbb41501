import type { PublishedEvent } from '@ctg/contracts';
import { geography, isVintage } from '@ctg/geography';
import type { Names } from '../names/names.js';
import type { Fields } from '../sentences/telling.js';
import { factsOn } from './known-facts.js';
import { foldPartners, type PartnersState } from './partners.js';
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
  const facts = factsOn(recorded, effectiveAt);
  const partners: PartnersState = {
    signatories: {},
    partners: [],
    amendments: {},
    bodies: {},
    meetings: {},
    decisions: [],
  };
  const diagnostic: Collected = {};
  const plan: Collected = {};
  const evaluation: Collected = {};
  for (const [index, { day, event }] of facts.entries()) {
    if (index % factsInAStep === 0) yield;
    const data = event.data as Fields;
    foldPartners(partners, event.type, data, day);
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

const statusLabels: Readonly<Record<string, string>> = {
  unknown: 'pas encore ouverte',
  'in-preparation': 'en préparation',
  'in-signature': 'en cours de signature',
  'signed-awaiting-effect': 'signée par tous les signataires requis, en attente de sa date d’effet',
  'in-force': 'en vigueur',
  'past-its-term': 'terme dépassé',
  renewed: 'terme dépassé, renouvelée par une nouvelle convention',
  terminated: 'résiliée',
  lapsed: 'échue',
};

/** In force when every required signatory has signed and the effect date is reached. */
function statusOn({ convention, signatories }: PartnersState, day: string): string {
  if (!convention) return 'unknown';
  // The last day is still a day of the convention.
  if (convention.ending && day > convention.ending.endedOn) return convention.ending.how;
  if (convention.completedOn === undefined) {
    const begun = Object.values(signatories).some((one) => one.deliberation || one.signatures.length > 0);
    return begun ? 'in-signature' : 'in-preparation';
  }
  if (day < (convention.inForceOn ?? '')) return 'signed-awaiting-effect';
  if (day <= convention.endsOn) return 'in-force';
  return convention.renewedBy === undefined ? 'past-its-term' : 'renewed';
}

function partnersShown(state: PartnersState, day: string, names: Names) {
  const status = statusOn(state, day);
  const { territory } = state;
  const official = territory && isVintage(territory.cogVintage) ? geography(territory.cogVintage) : undefined;
  return {
    status,
    convention: { ...state.convention, status: statusLabels[status] },
    territory: territory && {
      ...territory,
      communes: territory.communes.map((code: string) => `${official?.commune(code)?.name ?? '?'} (${code})`),
      epci: territory.epci.map((siren: string) => `${official?.epci(siren)?.name ?? '?'} (${siren})`),
    },
    signatories: Object.values(state.signatories).map((one) => ({
      organisation: one.organisation,
      name: names.of(one.organisation),
      signed: one.expected.every((capacity) =>
        one.signatures.some((signature) => signature.signingCapacity === capacity),
      ),
      ...(one.required ? {} : { required: false }),
      ...(one.leftOn === undefined ? {} : { leftOn: one.leftOn }),
      deliberation: one.deliberation,
      receipt: one.receipt,
      signatures: one.signatures,
    })),
    partners: state.partners.map((organisation) => ({ organisation, name: names.of(organisation) })),
    bodies: Object.values(state.bodies),
    meetings: Object.values(state.meetings).map((meeting) => ({
      ...meeting,
      body: names.of(meeting.bodyId),
    })),
    decisions: state.decisions.map((decision) => ({ ...decision, body: names.of(decision.bodyId) })),
    officer: state.officer,
    amendments: Object.values(state.amendments),
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
