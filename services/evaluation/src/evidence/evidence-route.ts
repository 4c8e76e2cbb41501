import type { Actor } from '@ctg/access';
import type { Evaluation, Protocol } from '@ctg/convention/evaluation';
import { forbidden, invalid, type LookUpInput } from '@ctg/decider';
import { protocolOf } from '../protocol/protocol-row.js';
import { lookUpEvaluation } from './evaluation.js';

/** What all commands on the evidence of a convention share. */
export const evidenceRoute = '/conventions/:conventionId/protocols/:protocolId';

type Asked = Pick<LookUpInput<unknown>, 'readModel' | 'params' | 'streams'>;

/** The protocol, looked up for the decision. */
export const lookUpProtocol = ({ readModel, params }: Omit<Asked, 'streams'>) =>
  protocolOf(readModel, params);

/** What a piece of evidence is recorded under: its protocol, and how far the evaluation has come. */
export interface Framework {
  readonly protocol: Protocol;
  readonly evaluation: Evaluation | undefined;
}

export const lookUpFramework = async (asked: Asked): Promise<Framework> => ({
  protocol: await lookUpProtocol(asked),
  evaluation: await lookUpEvaluation(asked),
});

/** Exactly one of a figure and a text. */
export function assertFigure({
  value,
  text,
}: {
  value?: number | undefined;
  text?: string | undefined;
}): void {
  if ((value === undefined) !== (text === undefined)) return;
  throw invalid({
    code: 'value-or-text',
    title: 'Une mesure est une valeur ou une appréciation, l’une des deux.',
    expected: 'value (chiffre) ou text (appréciation)',
    found: value === undefined ? 'ni l’une ni l’autre' : 'les deux',
  });
}

/** Judgements are those of the organisations that the protocol names. */
export function assertEvaluator({ evaluators }: Protocol, { organisation }: Actor): void {
  if (organisation !== undefined && evaluators.includes(organisation)) return;
  throw forbidden({
    code: 'not-the-evaluator',
    title: 'Votre organisation n’évalue pas sous ce protocole.',
    expected: evaluators.join(', '),
    found: organisation ?? 'aucune organisation dans votre identité',
  });
}
