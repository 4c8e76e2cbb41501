import type { DataOf } from '@ctg/contracts';
import {
  BaselineRecorded,
  EvaluationConcluded,
  EvaluationDecided,
  JudgementRecorded,
  MeasureCorrected,
  MeasureRecorded,
  OpinionRecorded,
} from '@ctg/contracts/evaluation';
import type { Decider } from '@ctg/decider';

type ById<Event> = Readonly<Record<string, DataOf<Event>>>;

/** What is gathered on one convention under one protocol. Facts and opinions stand apart and are never mixed. */
export interface Evidence {
  readonly measures: ById<typeof MeasureRecorded>;
  readonly baselines: ById<typeof BaselineRecorded>;
  readonly opinions: ById<typeof OpinionRecorded>;
  readonly judgements: ById<typeof JudgementRecorded>;
  readonly conclusion?: DataOf<typeof EvaluationConcluded>;
  readonly decisionId?: string;
}

export const evidence: Decider<Evidence> = {
  category: 'evaluation.evidence',
  initial: { measures: {}, baselines: {}, opinions: {}, judgements: {} },
  evolve(state, { type, data }) {
    switch (type) {
      case MeasureRecorded.type: {
        const measure = data as DataOf<typeof MeasureRecorded>;
        return { ...state, measures: { ...state.measures, [measure.measureId]: measure } };
      }
      case MeasureCorrected.type: {
        const { measureId, value, text } = data as DataOf<typeof MeasureCorrected>;
        const before = state.measures[measureId];
        if (!before) return state;
        const { value: _value, text: _text, ...rest } = before;
        const figure = value === undefined ? { text } : { value };
        const corrected = { ...rest, ...figure } as DataOf<typeof MeasureRecorded>;
        return { ...state, measures: { ...state.measures, [measureId]: corrected } };
      }
      case BaselineRecorded.type: {
        const baseline = data as DataOf<typeof BaselineRecorded>;
        return { ...state, baselines: { ...state.baselines, [baseline.baselineId]: baseline } };
      }
      case OpinionRecorded.type: {
        const opinion = data as DataOf<typeof OpinionRecorded>;
        return { ...state, opinions: { ...state.opinions, [opinion.opinionId]: opinion } };
      }
      case JudgementRecorded.type: {
        const judgement = data as DataOf<typeof JudgementRecorded>;
        return { ...state, judgements: { ...state.judgements, [judgement.judgementId]: judgement } };
      }
      case EvaluationConcluded.type:
        return { ...state, conclusion: data as DataOf<typeof EvaluationConcluded> };
      case EvaluationDecided.type:
        return { ...state, decisionId: String(data.decisionId) };
      default:
        return state;
    }
  },
};

/** Everything that a judgement may rest on. */
export const isEvidence = (state: Evidence, id: string): boolean =>
  id in state.measures || id in state.baselines || id in state.opinions;
