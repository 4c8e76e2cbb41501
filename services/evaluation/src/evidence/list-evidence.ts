import {
  BaselineRecorded,
  JudgementRecorded,
  MeasureRecorded,
  OpinionRecorded,
  smallestGroup,
} from '@ctg/contracts/evaluation';
import { shortText } from '@ctg/identifiers';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { protocolRead, protocols } from '../protocol/protocol-row.js';
import { readers } from '../rights.js';
import { evidencePieces, type PieceKind, type Pieces } from './evidence-piece-row.js';

/** One kind of evidence on a convention under a protocol, in an order that says when. */
const listOf = <Kind extends PieceKind, Item>(
  kind: Kind,
  title: string,
  item: z.ZodType<Item>,
  show: (piece: Pieces[Kind]) => unknown = (piece) => piece,
) =>
  defineList({
    name: `evaluation.list-${kind}s`,
    title,
    roles: readers,
    route: `/conventions/:conventionId/protocols/:protocolId/${kind}s`,
    reads: [protocols, evidencePieces],
    filters: {},
    item,
    async select({ params, readModel, value }) {
      await protocolRead(readModel, params);
      return {
        columns: 'document',
        from: 'evidence_piece',
        where: [
          `convention_id = ${value(params.conventionId)}`,
          `protocol_id = ${value(params.protocolId)}`,
          `kind = ${value(kind)}`,
        ],
        order: [{ by: 'at' }, { by: 'piece_id' }],
      };
    },
    show: ({ document }: { document: Pieces[Kind] }) => show(document) as never,
  });

export const listMeasures = listOf(
  'measure',
  'Lister les mesures',
  z.intersection(
    MeasureRecorded.schema,
    z.object({ why: shortText.optional().describe('Pourquoi elle a été corrigée en dernier') }),
  ),
);

export const listBaselines = listOf('baseline', 'Lister les valeurs de départ', BaselineRecorded.schema);

const hidden = { answered: true, answers: true } as const;

/** The answers of a small group are shown to nobody. */
const shownOpinion = z.union([
  OpinionRecorded.schema,
  (OpinionRecorded.schema as unknown as z.ZodObject<{ answered: z.ZodInt; answers: z.ZodUnknown }>)
    .omit(hidden)
    .extend({ hidden: z.literal(true).describe('Trop peu de réponses : elles ne sont montrées à personne') }),
]);

export const listOpinions = listOf(
  'opinion',
  'Lister les réponses d’opinion',
  shownOpinion,
  ({ answers, answered, ...opinion }) =>
    answered < smallestGroup ? { ...opinion, hidden: true } : { ...opinion, answered, answers },
);

export const listJudgements = listOf('judgement', 'Lister les jugements portés', JudgementRecorded.schema);
