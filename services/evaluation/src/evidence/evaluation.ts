import { EvaluationConcluded, EvaluationDecided, JudgementRecorded } from '@ctg/contracts/evaluation';
import { defineDecider, type LookUpInput, type RouteParams, refused } from '@ctg/decider';

/** What is judged of one convention under one protocol: undefined until a first judgement. */
export type Evaluation =
  | { readonly phase: 'judged' }
  | { readonly phase: 'concluded'; readonly decisionId?: string };

/**
 * The judgements on a convention under a protocol and what follows from them, in one stream: "nothing is judged after
 * the conclusion" and "a conclusion rests on judgements" must see all of them. It grows with the questions and criteria
 * of the protocol (250 at most), each judged a few times by its evaluators; the state does not grow at all.
 */
export const evaluation = defineDecider<Evaluation>()({
  category: 'evaluation.evaluation',
  events: [JudgementRecorded, EvaluationConcluded, EvaluationDecided],
  begins: { [JudgementRecorded.type]: () => ({ phase: 'judged' }) },
  steps: {
    [EvaluationConcluded.type]: () => ({ phase: 'concluded' }),
    [EvaluationDecided.type]: (_state, { decisionId }) => ({ phase: 'concluded', decisionId }),
  },
});

/** The stream of the evaluation of the route. */
export const evaluationStream = ({ conventionId = '', protocolId = '' }: RouteParams) => ({
  subject: conventionId,
  part: protocolId,
});

/**
 * A concluded evaluation no longer changes. What is gathered meets this rule by a look-up: a piece recorded in the very
 * instant of the conclusion may stand behind it, and is named by no judgement.
 */
export function assertNotConcluded(state: Evaluation | undefined): void {
  if (state?.phase !== 'concluded') return;
  throw refused({ code: 'already-concluded', title: 'Cette évaluation est conclue : elle ne change plus.' });
}

/** The evaluation that a piece of evidence is for. */
export function lookUpEvaluation({
  streams,
  params,
}: Pick<LookUpInput<unknown>, 'streams' | 'params'>): Promise<Evaluation | undefined> {
  const { subject, part } = evaluationStream(params);
  return streams.state(evaluation, subject, part);
}
