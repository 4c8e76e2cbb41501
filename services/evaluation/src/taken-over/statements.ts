import { frenchDay } from '@ctg/calendar';
import type { TakenResult } from '@ctg/convention/evaluation';
import type { ReadModelAccess } from '@ctg/decider';
import { type Pieces, pieceKey } from '../evidence/evidence-piece-row.js';

/** A row of what is taken over, as its list reads it. */
export interface TakenRow {
  readonly document: TakenResult;
  /** Of the former convention's evidence under its protocol. */
  readonly evidenceKey: string;
}

interface Indicator {
  readonly id: string;
  readonly title: string;
  readonly unit: string | null;
}

type Measured = { readonly kind: 'measure'; readonly document: Pieces['measure'] };
type Judged = { readonly kind: 'judgement'; readonly document: Pieces['judgement'] };
type Found = (Measured | Judged) & { readonly key: string };

/** What the renewed conventions say of all these results, found at once: a page of them. */
export async function statementsOf(
  readModel: ReadModelAccess,
  rows: readonly TakenRow[],
): Promise<(row: TakenRow) => string | undefined> {
  const pieces = await readModel.query<Found>(
    'SELECT key, kind, document FROM evidence_piece WHERE key = ANY ($1)',
    [rows.flatMap(({ document }) => keyOf(document) ?? [])],
  );
  const indicators = await indicatorsOf(readModel, pieces);
  const recommendations = await recommendationsOf(readModel, rows);
  const told = new Map(pieces.map((one) => [one.key, statementOf(one, indicators)]));
  return ({ document, evidenceKey }) => {
    const key = keyOf(document);
    if (key !== undefined) return told.get(key);
    return recommendations.get(evidenceKey)?.[(document.rank ?? 0) - 1];
  };
}

/** Of a measure or a judgement; a recommendation is no piece. */
const keyOf = ({ kind, id, previousConventionId }: TakenResult) =>
  kind === 'recommendation' ? undefined : pieceKey(previousConventionId, kind, id);

async function recommendationsOf(
  readModel: ReadModelAccess,
  rows: readonly TakenRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const taken = rows.filter(({ document }) => document.kind === 'recommendation');
  const found = await readModel.query<{ key: string; recommendations: readonly string[] | null }>(
    `SELECT key, document->'evaluation'->'conclusion'->'recommendations' AS recommendations
       FROM evidence WHERE key = ANY ($1)`,
    [[...new Set(taken.map(({ evidenceKey }) => evidenceKey))]],
  );
  return new Map(found.map((one) => [one.key, one.recommendations ?? []]));
}

async function indicatorsOf(
  readModel: ReadModelAccess,
  pieces: readonly Found[],
): Promise<ReadonlyMap<string, Indicator>> {
  const found = await readModel.query<Indicator>(
    'SELECT indicator_id AS id, title, unit FROM known_indicator WHERE indicator_id = ANY ($1)',
    [pieces.flatMap((one) => (one.kind === 'measure' ? one.document.indicatorId : []))],
  );
  return new Map(found.map((one) => [one.id, one]));
}

/** « Familles accueillies : 120 familles (31/12/2022) », « atteinte : niveau 3 sur 4. Argument » */
function statementOf(piece: Measured | Judged, indicators: ReadonlyMap<string, Indicator>): string {
  if (piece.kind === 'judgement') {
    const { question, level, argument } = piece.document;
    return `${question} : niveau ${level} sur 4. ${argument}`;
  }
  const { indicatorId, value, text, measuredOn } = piece.document;
  const { title = indicatorId, unit } = indicators.get(indicatorId) ?? {};
  const figure =
    value === undefined ? `« ${text} »` : `${value.toLocaleString('fr-FR')} ${unit ?? ''}`.trim();
  return `${title} : ${figure} (${frenchDay(measuredOn)})`;
}
