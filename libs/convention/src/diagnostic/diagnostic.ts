import type { DataOf } from '@ctg/contracts';
import {
  ConsultationRecorded,
  DiagnosticOpened,
  DiagnosticVersionFrozen,
  PrioritiesRanked,
  PriorityProposed,
} from '@ctg/contracts/diagnostics';
import { defineDecider } from '@ctg/decider';

/** A frozen version of a diagnostic. */
export type FrozenVersion = DataOf<typeof DiagnosticVersionFrozen> & { readonly frozenOn: string };

/**
 * The frame of a convention's diagnostic: what the copil decided on it. Its values, offers, consultations, needs and
 * priorities have streams of their own, so that it stays small: one event for each decision of a copil.
 */
export interface Diagnostic {
  readonly cogVintage: number;
  readonly previousConventionId?: string;
  readonly openedOn: string;
  ranking: readonly string[];
  rankingDecisionId?: string;
  /** In the order in which they were frozen. */
  readonly versions: FrozenVersion[];
}

export const diagnostic = defineDecider<Diagnostic>()({
  category: 'diagnostics.diagnostic',
  events: [DiagnosticOpened, PrioritiesRanked, DiagnosticVersionFrozen],
  begins: {
    [DiagnosticOpened.type]: ({ cogVintage, previousConventionId }, { occurredOn: openedOn }) => ({
      cogVintage,
      openedOn,
      ...(previousConventionId === undefined ? {} : { previousConventionId }),
      ranking: [],
      versions: [],
    }),
  },
  steps: {
    [PrioritiesRanked.type]: (state, { ranking, decisionId }) => {
      state.ranking = ranking;
      state.rankingDecisionId = decisionId;
      return state;
    },
    [DiagnosticVersionFrozen.type]: (state, frozen, { occurredOn: frozenOn }) => {
      state.versions.push({ ...frozen, frozenOn });
      return state;
    },
  },
});

/** A consultation: recorded once, whole. One event a stream. */
export const consultation = defineDecider<DataOf<typeof ConsultationRecorded>>()({
  category: 'diagnostics.consultation',
  events: [ConsultationRecorded],
  begins: { [ConsultationRecorded.type]: (recorded) => recorded },
  steps: {},
});

/** A priority: proposed once, whole. The ranking of all of them is the diagnostic's. One event a stream. */
export const priority = defineDecider<DataOf<typeof PriorityProposed>>()({
  category: 'diagnostics.priority',
  events: [PriorityProposed],
  begins: { [PriorityProposed.type]: (proposed) => proposed },
  steps: {},
});
