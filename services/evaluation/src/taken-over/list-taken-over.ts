import { day } from '@ctg/calendar';
import { takenKind } from '@ctg/contracts/evaluation';
import { motive, uuid } from '@ctg/identifiers';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { evidencePieces } from '../evidence/evidence-piece-row.js';
import { evidences } from '../evidence/evidence-row.js';
import { knownIndicators } from '../indicator/known-indicator.js';
import { readers } from '../rights.js';
import { statementsOf, type TakenRow } from './statements.js';
import { takenOvers } from './taken-over-row.js';

export const listTakenOver = defineList({
  name: 'evaluation.list-taken-over',
  title: 'Lister ce qui est repris de l’évaluation précédente',
  roles: readers,
  route: '/conventions/:conventionId/taken-over',
  reads: [takenOvers, evidencePieces, evidences, knownIndicators],
  filters: {},
  item: z.object({
    kind: takenKind,
    id: uuid.optional().describe('La mesure ou le jugement'),
    rank: z.int().min(1).optional().describe('Rang de la recommandation dans la conclusion'),
    protocolId: uuid,
    previousConventionId: uuid.describe('Convention dont il est'),
    statement: z
      .string()
      .optional()
      .describe(
        'L’indicateur et sa mesure, le jugement ou la recommandation, tels que la convention renouvelée les dit',
      ),
    why: motive.describe('Pourquoi il vaut encore'),
    takenOverOn: day,
  }),
  select: ({ params, value }) => ({
    columns: 'document, evidence_key AS "evidenceKey"',
    from: 'taken_over',
    where: [`convention_id = ${value(params.conventionId)}`],
    order: [{ by: 'kind' }, { by: 'piece_id' }],
  }),
  gather: (rows: readonly TakenRow[], { readModel }) => statementsOf(readModel, rows),
  show: (row: TakenRow, _input, statementOf) => {
    const { since, id, rank, ...result } = row.document;
    const statement = statementOf(row);
    return {
      ...result,
      ...(rank === undefined ? { id } : { rank }),
      ...(statement === undefined ? {} : { statement }),
      takenOverOn: since,
    };
  },
});
