import type { Actor } from '@ctg/access';
import { JudgementRecorded, MeasureRecorded } from '@ctg/contracts/evaluation';
import { notFound, type ReadModelAccess, type RouteParams } from '@ctg/decider';
import { title, uuid } from '@ctg/identifiers';
import { defineList, knownConventionProjection, visibleTo } from '@ctg/web-service';
import { z } from 'zod';
import { protocolRead, protocols } from '../protocol/protocol-row.js';
import { readers } from '../rights.js';
import { evidencePieces, type PieceKind, type Pieces } from './evidence-piece-row.js';

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

const convention = z.object({ conventionId: uuid, conventionTitle: title });

interface Row<Kind extends PieceKind> {
  readonly conventionId: string;
  readonly document: Pieces[Kind];
}

/**
 * One kind of evidence of every convention of a cohort, side by side: question by question or day by day, the conventions in
 * the same order in each. What this person may not see is passed over row by row.
 */
const compareOf = <Kind extends PieceKind, Item>(kind: Kind, title: string, item: z.ZodType<Item>) =>
  defineList({
    name: `evaluation.compare-${kind}s`,
    title,
    roles: readers,
    route: `/protocols/:protocolId/comparison/${kind}s`,
    reads: [protocols, evidencePieces, knownConventionProjection],
    filters: {},
    item: z.intersection(convention, item),
    async select(input) {
      const { params, value } = input;
      const visible = await compared(input);
      return {
        columns: 'convention_id AS "conventionId", document',
        from: 'evidence_piece',
        where: [`protocol_id = ${value(params.protocolId)}`, `kind = ${value(kind)}`],
        holds: [`convention_id = ANY (${value(visible)})`],
        order: [{ by: 'at' }, { by: 'convention_id' }, { by: 'piece_id' }],
      };
    },
    gather: (rows: readonly Row<Kind>[], { readModel }) => titlesOf(readModel, rows),
    show: ({ conventionId, document }: Row<Kind>, _input, titles) =>
      ({ conventionId, conventionTitle: titles.get(conventionId), ...document }) as never,
  });

async function titlesOf(
  readModel: ReadModelAccess,
  rows: readonly Pick<Row<PieceKind>, 'conventionId'>[],
): Promise<ReadonlyMap<string, string>> {
  const found = await readModel.query<{ id: string; title: string }>(
    'SELECT convention_id AS id, title FROM known_convention WHERE convention_id = ANY ($1)',
    [[...new Set(rows.map(({ conventionId }) => conventionId))]],
  );
  return new Map(found.map((one) => [one.id, one.title]));
}

export const compareJudgements = compareOf(
  'judgement',
  'Comparer les jugements sur les conventions d’une cohorte, question par question',
  JudgementRecorded.schema,
);

export const compareMeasures = compareOf(
  'measure',
  'Comparer les mesures des conventions d’une cohorte',
  MeasureRecorded.schema,
);
