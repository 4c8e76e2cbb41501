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
import { foldOf } from '@ctg/decider';

type ById<Event> = Record<string, DataOf<Event>>;

/**
 * What is gathered on one convention under one protocol, as it is shown; rules look at the streams of its pieces. Facts
 * and opinions stand apart and are never mixed.
 */
export interface Evidence {
  readonly measures: ById<typeof MeasureRecorded>;
  readonly baselines: ById<typeof BaselineRecorded>;
  readonly opinions: ById<typeof OpinionRecorded>;
  readonly judgements: ById<typeof JudgementRecorded>;
  conclusion?: DataOf<typeof EvaluationConcluded>;
  decisionId?: string;
}

/** Nothing gathered; a new one each time, the fold fills it. */
export const noEvidence = (): Evidence => ({ measures: {}, baselines: {}, opinions: {}, judgements: {} });

export const gathered = foldOf<Evidence>()(
  [
    MeasureRecorded,
    MeasureCorrected,
    BaselineRecorded,
    OpinionRecorded,
    JudgementRecorded,
    EvaluationConcluded,
    EvaluationDecided,
  ],
  {
    [MeasureRecorded.type]: (state, measure) => {
      state.measures[measure.measureId] = measure;
      return state;
    },
    [MeasureCorrected.type]: (state, { measureId, value, text }) => {
      const before = state.measures[measureId];
      if (!before) return state;
      const { value: _value, text: _text, ...rest } = before;
      const figure = { ...(value === undefined ? {} : { value }), ...(text === undefined ? {} : { text }) };
      state.measures[measureId] = { ...rest, ...figure };
      return state;
    },
    [BaselineRecorded.type]: (state, baseline) => {
      state.baselines[baseline.baselineId] = baseline;
      return state;
    },
    [OpinionRecorded.type]: (state, opinion) => {
      state.opinions[opinion.opinionId] = opinion;
      return state;
    },
    [JudgementRecorded.type]: (state, judgement) => {
      state.judgements[judgement.judgementId] = judgement;
      return state;
    },
    [EvaluationConcluded.type]: (state, conclusion) => {
      state.conclusion = conclusion;
      return state;
    },
    [EvaluationDecided.type]: (state, { decisionId }) => {
      state.decisionId = decisionId;
      return state;
    },
  },
);
