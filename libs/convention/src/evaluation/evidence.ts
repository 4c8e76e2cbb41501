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
import { foldOf, type PastEvent } from '@ctg/decider';
import { type Evaluation, evaluation } from './evaluation.js';
import { baseline, type Measure, measure, opinion } from './pieces.js';

type ById<One> = Record<string, One>;

/**
 * What is gathered on one convention under one protocol, as history tells it; rules look at the streams of its pieces, lists
 * at their rows. Facts and opinions stand apart and are never mixed.
 */
export interface Evidence {
  readonly measures: ById<Measure>;
  readonly baselines: ById<DataOf<typeof BaselineRecorded>>;
  readonly opinions: ById<DataOf<typeof OpinionRecorded>>;
  /** Once something is judged. */
  evaluation?: Evaluation;
}

/** Nothing gathered; a new one each time, the fold fills it. */
export const noEvidence = (): Evidence => ({ measures: {}, baselines: {}, opinions: {} });

/** Folds one piece by its own decider. */
function put<One>(
  pieces: ById<One>,
  id: string,
  fold: { evolve(state: One | undefined, event: PastEvent): One | undefined },
  event: PastEvent,
): void {
  const after = fold.evolve(pieces[id], event);
  if (after !== undefined) pieces[id] = after;
}

const judged = (state: Evidence, _data: unknown, event: PastEvent): Evidence => {
  const after = evaluation.evolve(state.evaluation, event);
  if (after) state.evaluation = after;
  return state;
};

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
    [MeasureRecorded.type](state, { measureId }, event) {
      put(state.measures, measureId, measure, event);
      return state;
    },
    [MeasureCorrected.type](state, { measureId }, event) {
      put(state.measures, measureId, measure, event);
      return state;
    },
    [BaselineRecorded.type](state, { baselineId }, event) {
      put(state.baselines, baselineId, baseline, event);
      return state;
    },
    [OpinionRecorded.type](state, { opinionId }, event) {
      put(state.opinions, opinionId, opinion, event);
      return state;
    },
    [JudgementRecorded.type]: judged,
    [EvaluationConcluded.type]: judged,
    [EvaluationDecided.type]: judged,
  },
);
