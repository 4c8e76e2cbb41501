import type { Actor } from '@ctg/access';
import type { DataOf } from '@ctg/contracts';
import { JudgementRecorded, MeasureRecorded } from '@ctg/contracts/evaluation';
import { notFound, type ReadModelAccess, type RouteParams } from '@ctg/decider';
import { title, uuid } from '@ctg/identifiers';
import { defineList, knownConventionProjection, type ListInput, visibleTo } from '@ctg/web-service';
import { z } from 'zod';
import { protocolRead, protocols } from '../protocol/protocol-row.js';
import { readers } from '../rights.js';
import { evidences } from './evidence-row.js';
import { pieces } from './list-evidence.js';

/** The conventions of a protocol that this person may see. Who may see none is not told that there is a protocol. */
async function compared({
  params,
  actor,
  readModel,
}: {
  params: RouteParams;
  actor: Actor;
  readModel: ReadModelAccess;
}): Promise<readonly string[]> {
  const { scope } = await protocolRead(readModel, params);
  const parameters: unknown[] = [scope.conventionIds];
  const rows = await readModel.query<{ conventionId: string }>(
    `SELECT k.convention_id AS "conventionId" FROM known_convention k
      WHERE k.convention_id = ANY ($1) AND ${visibleTo(actor, (one) => `$${parameters.push(one)}`)}`,
    parameters,
  );
  if (rows.length === 0) throw notFound('Protocole', params.protocolId ?? '');
  return rows.map(({ conventionId }) => conventionId);
}

/** One kind of evidence of every convention of a cohort, side by side. */
async function sideBySide(kind: 'judgements' | 'measures', by: string, input: ListInput<object>) {
  const { params, value } = input;
  const visible = await compared(input);
  // Made before: under row-level security only a bare column is looked up in an index.
  const keys = visible.map((conventionId) => `${conventionId}.${params.protocolId}`);
  return {
    columns: 'k.convention_id AS "conventionId", k.title, one.value AS piece',
    from: `known_convention k
      JOIN evidence e ON e.convention_id = k.convention_id AND e.key = ANY (${value(keys)})
      CROSS JOIN LATERAL ${pieces[kind]}`,
    where: [`k.convention_id = ANY (${value(visible)})`],
    order: [{ by }, { by: 'k.title_folded' }, { by: 'one.key' }],
  };
}

const convention = z.object({ conventionId: uuid, conventionTitle: title });

interface Row<Piece> {
  readonly conventionId: string;
  readonly title: string;
  readonly piece: Piece;
}

export const compareJudgements = defineList({
  name: 'evaluation.compare-judgements',
  title: 'Comparer les jugements sur les conventions d’une cohorte, question par question',
  roles: readers,
  route: '/protocols/:protocolId/comparison/judgements',
  reads: [protocols, evidences, knownConventionProjection],
  filters: {},
  item: z.intersection(convention, JudgementRecorded.schema),
  select: (input) => sideBySide('judgements', `one.value->>'question'`, input),
  show: ({ conventionId, title: conventionTitle, piece }: Row<DataOf<typeof JudgementRecorded>>) => ({
    conventionId,
    conventionTitle,
    ...piece,
  }),
});

export const compareMeasures = defineList({
  name: 'evaluation.compare-measures',
  title: 'Comparer les mesures des conventions d’une cohorte',
  roles: readers,
  route: '/protocols/:protocolId/comparison/measures',
  reads: [protocols, evidences, knownConventionProjection],
  filters: {},
  item: z.intersection(convention, MeasureRecorded.schema),
  select: (input) => sideBySide('measures', `one.value->>'measuredOn'`, input),
  show: ({ conventionId, title: conventionTitle, piece }: Row<DataOf<typeof MeasureRecorded>>) => ({
    conventionId,
    conventionTitle,
    ...piece,
  }),
});
