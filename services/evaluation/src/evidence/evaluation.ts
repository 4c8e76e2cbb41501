import { type Evaluation, evaluation } from '@ctg/convention/evaluation';
import { type LookUpInput, type RouteParams, refused } from '@ctg/decider';

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
  if (!state?.conclusion) return;
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
