import type { DataOf } from '@ctg/contracts';
import { EvaluationConcluded, EvaluationDecided, JudgementRecorded } from '@ctg/contracts/evaluation';
import { defineDecider } from '@ctg/decider';

type Judgement = DataOf<typeof JudgementRecorded>;

/**
 * What is judged of one convention under one protocol, and what follows from it: undefined until a first judgement. In
 * one stream, because "nothing is judged after the conclusion" and "a conclusion rests on judgements" must see all of
 * them; it grows with the questions and criteria of the protocol (250 at most), each judged a few times.
 */
export interface Evaluation {
  /** In the order in which they were recorded. */
  readonly judgements: Judgement[];
  conclusion?: DataOf<typeof EvaluationConcluded>;
  /** The copil's decision on what follows. */
  decisionId?: string;
}

export const evaluation = defineDecider<Evaluation>()({
  category: 'evaluation.evaluation',
  events: [JudgementRecorded, EvaluationConcluded, EvaluationDecided],
  begins: {
    [JudgementRecorded.type]: (judgement) => ({ judgements: [judgement] }),
    // Its stream never begins so; what is told of a day may, where the conclusion was given an earlier one.
    [EvaluationConcluded.type]: (conclusion) => ({ judgements: [], conclusion }),
  },
  steps: {
    [JudgementRecorded.type](state, judgement) {
      state.judgements.push(judgement);
      return state;
    },
    [EvaluationConcluded.type]: (state, conclusion) => Object.assign(state, { conclusion }),
    [EvaluationDecided.type]: (state, { decisionId }) => Object.assign(state, { decisionId }),
  },
});
