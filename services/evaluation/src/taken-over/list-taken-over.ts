import { day, frenchDay } from '@ctg/calendar';
import { takenKind } from '@ctg/contracts/evaluation';
import type { Evaluation, Measure, TakenResult } from '@ctg/convention/evaluation';
import type { ReadModelAccess } from '@ctg/decider';
import { motive, uuid } from '@ctg/identifiers';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { evidences } from '../evidence/evidence-row.js';
import { knownIndicators } from '../indicator/known-indicator.js';
import { readers } from '../rights.js';
import { takenOvers } from './taken-over-row.js';

interface Row {
  readonly document: TakenResult;
  readonly measure: Measure | null;
  readonly judgement: Evaluation['judgements'][number] | null;
  readonly recommendation: string | null;
}

interface Indicator {
  readonly id: string;
  readonly title: string;
  readonly unit: string | null;
}

export const listTakenOver = defineList({
  name: 'evaluation.list-taken-over',
  title: 'Lister ce qui est repris de l’évaluation précédente',
  roles: readers,
  route: '/conventions/:conventionId/taken-over',
  reads: [takenOvers, evidences, knownIndicators],
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
    columns: `t.document, e.document->'measures'->t.piece_id AS measure,
      (SELECT one.value FROM jsonb_array_elements(e.document->'evaluation'->'judgements') one
        WHERE one.value->>'judgementId' = t.piece_id LIMIT 1) AS judgement,
      e.document->'evaluation'->'conclusion'->'recommendations'->>((t.document->>'rank')::integer - 1) AS recommendation`,
    from: 'taken_over t LEFT JOIN evidence e ON e.key = t.evidence_key',
    where: [`t.convention_id = ${value(params.conventionId)}`],
    order: [{ by: 't.kind' }, { by: 't.piece_id' }],
  }),
  gather: (rows: readonly Row[], { readModel }) => indicatorsOf(readModel, rows),
  show: ({ document: { since, id, rank, ...result }, ...told }: Row, _input, indicators) => {
    const statement = statementOf(told, indicators);
    return {
      ...result,
      ...(rank === undefined ? { id } : { rank }),
      ...(statement === undefined ? {} : { statement }),
      takenOverOn: since,
    };
  },
});

async function indicatorsOf(
  readModel: ReadModelAccess,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, Indicator>> {
  const found = await readModel.query<Indicator>(
    'SELECT indicator_id AS id, title, unit FROM known_indicator WHERE indicator_id = ANY ($1)',
    [rows.flatMap(({ measure }) => measure?.indicatorId ?? [])],
  );
  return new Map(found.map((one) => [one.id, one]));
}

/** « Familles accueillies : 120 familles (31/12/2022) », « atteinte : niveau 3 sur 4. Argument » */
function statementOf(
  { measure, judgement, recommendation }: Omit<Row, 'document'>,
  indicators: ReadonlyMap<string, Indicator>,
): string | undefined {
  if (measure) {
    const { title = measure.indicatorId, unit } = indicators.get(measure.indicatorId) ?? {};
    const figure =
      measure.value === undefined
        ? `« ${measure.text} »`
        : `${measure.value.toLocaleString('fr-FR')} ${unit ?? ''}`.trim();
    return `${title} : ${figure} (${frenchDay(measure.measuredOn)})`;
  }
  if (judgement) return `${judgement.question} : niveau ${judgement.level} sur 4. ${judgement.argument}`;
  return recommendation ?? undefined;
}
