import { EvaluationConcluded, ProtocolOpened } from '@ctg/contracts/evaluation';
import type { Evaluation } from '@ctg/convention/evaluation';
import { uuid } from '@ctg/identifiers';
import { defineQuery, firstPage, scopeOf, visibleAmong, withOwnScope } from '@ctg/web-service';
import { z } from 'zod';
import { protocolRead, protocols } from '../protocol/protocol-row.js';
import { readers } from '../rights.js';
import { evidencePieces } from './evidence-piece-row.js';
import { evidences } from './evidence-row.js';
import { listBaselines, listJudgements, listMeasures, listOpinions } from './list-evidence.js';

/** An evaluation, with the first page of each of its lists. */
export const getEvaluation = defineQuery({
  name: 'evaluation.get-evaluation',
  title: 'Lire l’évaluation d’une convention sous un protocole',
  roles: readers,
  route: '/conventions/:conventionId/protocols/:protocolId',
  reads: [protocols, evidences, evidencePieces],
  query: z.strictObject({}),
  answerSchema: z.object({
    protocol: ProtocolOpened.schema,
    measures: listMeasures.answerSchema,
    baselines: listBaselines.answerSchema,
    opinions: listOpinions.answerSchema,
    judgements: listJudgements.answerSchema,
    conclusion: EvaluationConcluded.schema.optional(),
    decisionId: uuid.optional().describe('Décision du copil sur ses suites'),
  }),
  async answer(input) {
    const { params, actor, readModel } = input;
    const recorded = await protocolRead(readModel, params);
    const protocol = withOwnScope(recorded, await visibleAmong(actor, scopeOf(recorded), readModel));
    const [row] = await readModel.query<Pick<Evaluation, 'conclusion' | 'decisionId'>>(
      `SELECT document->'evaluation'->'conclusion' AS conclusion, document->'evaluation'->>'decisionId' AS "decisionId"
         FROM evidence WHERE key = $1`,
      [`${params.conventionId}.${params.protocolId}`],
    );
    return {
      protocol,
      measures: await firstPage(listMeasures, input),
      baselines: await firstPage(listBaselines, input),
      opinions: await firstPage(listOpinions, input),
      judgements: await firstPage(listJudgements, input),
      ...(row?.conclusion ? { conclusion: row.conclusion } : {}),
      ...(row?.decisionId ? { decisionId: row.decisionId } : {}),
    };
  },
});
