import type { DataOf } from '@ctg/contracts';
import { type BaselineRecorded, JudgementRecorded, type OpinionRecorded } from '@ctg/contracts/evaluation';
import { baseline, evaluation, type Measure, measure, opinion } from '@ctg/convention/evaluation';
import type { PastEvent, ReadModelAccess, RouteParams } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is gathered under a protocol, and what is judged of it, by its kind. */
export interface Pieces {
  readonly measure: Measure;
  readonly baseline: DataOf<typeof BaselineRecorded>;
  readonly opinion: DataOf<typeof OpinionRecorded>;
  readonly judgement: DataOf<typeof JudgementRecorded>;
}

export type PieceKind = keyof Pieces;

type Piece = Pieces[PieceKind];

interface Folded {
  readonly eventTypes?: readonly string[];
  evolve(before: Piece | undefined, event: PastEvent): Piece | undefined;
}

interface Kind {
  /** The field that names it. */
  readonly id: string;
  /** Its place among those of its kind: a day, a wave of the protocol, a question. */
  at(piece: Piece): string;
  readonly fold: Folded;
}

const kinds: Readonly<Record<PieceKind, Kind>> = {
  measure: { id: 'measureId', at: ({ measuredOn }: Pieces['measure']) => measuredOn, fold: measure },
  baseline: { id: 'baselineId', at: ({ measuredOn }: Pieces['baseline']) => measuredOn, fold: baseline },
  opinion: { id: 'opinionId', at: ({ wave }: Pieces['opinion']) => wave, fold: opinion },
  judgement: {
    id: 'judgementId',
    at: ({ question }: Pieces['judgement']) => question,
    // One alone: it is shown without what else is judged.
    fold: {
      eventTypes: [JudgementRecorded.type],
      evolve: (_before, event) => evaluation.evolve(undefined, event)?.judgements[0],
    },
  },
};

const kindOfType = new Map(
  (Object.keys(kinds) as PieceKind[]).flatMap((kind) =>
    (kinds[kind].fold.eventTypes ?? []).map((type) => [type, kind] as const),
  ),
);

/** One piece of the evidence on a convention under a protocol: however many there are, one more is one more row. */
@Entity({ name: 'evidence_piece' })
export class EvidencePieceRow {
  /** `<convention>.<kind>.<piece>`. */
  @PrimaryColumn('text') key!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'protocol_id' }) protocolId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text') kind!: PieceKind;
  /** By which it is ordered among those of its kind. */
  @Column('text') at!: string;
  @Column('text', { name: 'piece_id' }) pieceId!: string;
  @Column('jsonb') document!: Piece;
}

export const pieceKey = (conventionId: string, kind: PieceKind, pieceId: string): string =>
  `${conventionId}.${kind}.${pieceId}`;

export const evidencePieces: Projection<EvidencePieceRow> = {
  name: 'evidence-pieces',
  entity: EvidencePieceRow,
  key: 'key',
  source: 'own',
  eventTypes: [...kindOfType.keys()],
  keys({ type, conventionId = '', data }) {
    const kind = kindOfType.get(type);
    return kind ? [pieceKey(conventionId, kind, String(data[kinds[kind].id]))] : [];
  },
  apply(row, event, key) {
    const { type, conventionId = '', cafId, data } = event;
    const kind = kindOfType.get(type);
    if (!kind) return row;
    const { id, at, fold } = kinds[kind];
    const document = fold.evolve(row?.document, event);
    if (!document) return undefined;
    const { protocolId } = document;
    return {
      key,
      conventionId,
      protocolId,
      cafId,
      kind,
      at: at(document),
      pieceId: String(data[id]),
      document,
    };
  },
};

/** Of these, the pieces of such kinds that stand under the protocol, by their ids. */
export async function piecesUnder(
  readModel: ReadModelAccess,
  { conventionId = '', protocolId }: RouteParams,
  of: readonly PieceKind[],
  ids: readonly string[],
): Promise<readonly string[]> {
  // Made before: under row-level security only a bare column is looked up in an index.
  const keys = ids.flatMap((id) => of.map((kind) => pieceKey(conventionId, kind, id)));
  const rows = await readModel.query<{ id: string }>(
    'SELECT piece_id AS id FROM evidence_piece WHERE key = ANY ($1) AND protocol_id = $2',
    [keys, protocolId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Which of these are measures, baselines or opinions on the convention under the protocol, or measures and judgements that
 * it has taken over: what a judgement may rest on.
 */
export async function knownEvidence(
  readModel: ReadModelAccess,
  params: RouteParams,
  ids: readonly string[],
): Promise<readonly string[]> {
  const taken = await readModel.query<{ id: string }>(
    `SELECT piece_id AS id FROM taken_over
      WHERE convention_id = $1 AND kind IN ('measure', 'judgement') AND piece_id = ANY ($2)`,
    [params.conventionId, ids],
  );
  const here = await piecesUnder(readModel, params, ['measure', 'baseline', 'opinion'], ids);
  return [...here, ...taken.map(({ id }) => id)];
}
