import { createHash } from 'node:crypto';
import type { DataOf } from '@ctg/contracts';
import {
  ConsultationRecorded,
  DiagnosticOpened,
  DiagnosticVersionFrozen,
  NeedIdentified,
  NeedSupported,
  OfferListed,
  OfferStatusChanged,
  PrioritiesRanked,
  PriorityProposed,
  ValueCorrected,
  ValueRecorded,
} from '@ctg/contracts/diagnostics';
import type { Decider, PastEvent } from '@ctg/decider';
import { subjectOfValue } from '../value/subject-of-value.js';
import type { Diagnostic, OpenDiagnostic } from './diagnostic.js';

type Step = (state: OpenDiagnostic, data: never) => OpenDiagnostic;

/** What a diagnostic is made of, step by step; each of them changes its contents. */
const contributions: Readonly<Record<string, Step>> = {
  [ValueRecorded.type]: (state, data: DataOf<typeof ValueRecorded>) => {
    const subject = subjectOfValue(data);
    return {
      ...state,
      values: { ...state.values, [data.valueId]: subject },
      valueOf: { ...state.valueOf, [subject]: data.valueId },
    };
  },
  [ValueCorrected.type]: (state) => state,
  [OfferListed.type]: (state, { offerId, status }: DataOf<typeof OfferListed>) => ({
    ...state,
    offers: { ...state.offers, [offerId]: status },
  }),
  [OfferStatusChanged.type]: (state, { offerId, status }: DataOf<typeof OfferStatusChanged>) => ({
    ...state,
    offers: { ...state.offers, [offerId]: status },
  }),
  [ConsultationRecorded.type]: (state, { consultationId }: DataOf<typeof ConsultationRecorded>) => ({
    ...state,
    consultations: { ...state.consultations, [consultationId]: true },
  }),
  [NeedIdentified.type]: (state, { needId, evidence }: DataOf<typeof NeedIdentified>) => ({
    ...state,
    needs: { ...state.needs, [needId]: evidence.map(({ id }) => id) },
  }),
  [NeedSupported.type]: (state, { needId, evidence }: DataOf<typeof NeedSupported>) => ({
    ...state,
    needs: { ...state.needs, [needId]: [...(state.needs[needId] ?? []), ...evidence.map(({ id }) => id)] },
  }),
  [PriorityProposed.type]: (state, { priorityId, needIds }: DataOf<typeof PriorityProposed>) => ({
    ...state,
    priorities: { ...state.priorities, [priorityId]: needIds },
  }),
  [PrioritiesRanked.type]: (state, { ranking, decisionId }: DataOf<typeof PrioritiesRanked>) => ({
    ...state,
    ranking,
    rankingDecisionId: decisionId,
  }),
};

/** Folds one event; each step copies only what it changes. */
function evolveDiagnostic(state: Diagnostic, event: PastEvent): Diagnostic {
  if (event.type === DiagnosticOpened.type) {
    return state.phase === 'open' ? state : empty(event.data as DataOf<typeof DiagnosticOpened>);
  }
  if (state.phase === 'unopened') return state;
  if (event.type === DiagnosticVersionFrozen.type) {
    const { version, decisionId } = event.data as DataOf<typeof DiagnosticVersionFrozen>;
    return { ...state, frozen: [...state.frozen, { version, decisionId }], changes: 0 };
  }
  const step = contributions[event.type];
  if (!step) return state;
  const next = step(state, event.data as never);
  return { ...next, changes: state.changes + 1, contentsHash: chained(state.contentsHash, event) };
}

const empty = ({ cogVintage }: DataOf<typeof DiagnosticOpened>): OpenDiagnostic => ({
  phase: 'open',
  cogVintage,
  values: {},
  valueOf: {},
  offers: {},
  consultations: {},
  needs: {},
  priorities: {},
  ranking: [],
  frozen: [],
  changes: 0,
  contentsHash: '0'.repeat(64),
});

/** The hash of all before, and of this event, whatever the order of its fields. */
const chained = (before: string, { type, data }: PastEvent): string =>
  createHash('sha256').update(before).update(type).update(JSON.stringify(data, sortedFields)).digest('hex');

const sortedFields = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** The shared diagnostic of one convention, in one stream: a need can be held against the evidence it names. */
export const diagnostic: Decider<Diagnostic> = {
  category: 'diagnostics.diagnostic',
  initial: { phase: 'unopened' },
  evolve: evolveDiagnostic,
};
