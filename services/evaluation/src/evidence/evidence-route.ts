import type { Actor } from '@ctg/access';
import { forbidden, invalid, type LookUpInput, type RouteParams, refused } from '@ctg/decider';
import type { Protocol } from '../protocol/open-protocol.js';
import { protocolOf } from '../protocol/protocol-row.js';
import { type Evidence, evidence } from './evidence.js';

/** What all commands on the evidence of a convention share. */
export const evidenceRoute = '/conventions/:conventionId/protocols/:protocolId';
const evidenceStream = ({ conventionId = '', protocolId = '' }: RouteParams) => ({
  subject: conventionId,
  part: protocolId,
});
export const onEvidence = { decider: evidence, stream: evidenceStream } as const;

/** The protocol, looked up for the decision. */
export const lookUpProtocol = ({ readModel, params }: Pick<LookUpInput<unknown>, 'readModel' | 'params'>) =>
  protocolOf(readModel, params);

/** A concluded evaluation no longer changes. */
export function assertNotConcluded({ conclusion }: Evidence): void {
  if (!conclusion) return;
  throw refused({ code: 'already-concluded', title: 'Cette évaluation est conclue : elle ne change plus.' });
}

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
