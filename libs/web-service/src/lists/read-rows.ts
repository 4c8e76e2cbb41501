import type { ReadModelAccess } from '@ctg/decider';
import type { Place } from './cursor.js';
import { mostLookedThrough, type PlacedRow, pageStatement, type Selection, type Start } from './keyset.js';

/** What rows are read by. */
export interface RowsAsked {
  readonly selection: Selection;
  readonly start: Start | undefined;
  /** So many at most. */
  readonly limit: number;
  /** Adds a parameter and answers its `$n`: the one that the selection was made with. */
  readonly value: (parameter: unknown) => string;
  /** What was added by `value`. */
  readonly parameters: unknown[];
}

/** Rows in their order, and the place behind which more may stand; it may be behind rows that were looked through in vain. */
export interface RowsRead<Row> {
  readonly rows: readonly Row[];
  readonly next?: Place;
}

/** Reads the rows of one page by one statement: its work is bounded by the page and by `mostLookedThrough`. */
export async function readRows<Row>(
  readModel: ReadModelAccess,
  { selection, start, limit, value, parameters }: RowsAsked,
): Promise<RowsRead<Row>> {
  const statement = pageStatement(selection, start, limit, value);
  const found = await readModel.query<PlacedRow>(statement, parameters);
  const holding = found.filter(({ listHolds }) => listHolds);
  const last = found.at(-1);
  const isFull = holding.length > limit;
  const next = isFull ? holding[limit - 1] : Number(last?.listNth) === mostLookedThrough ? last : undefined;
  return { rows: holding.slice(0, limit).map(plain<Row>), ...(next ? { next: next.listPlace } : {}) };
}

/** The row without what the statement added. */
const plain = <Row>({ listPlace: _place, listHolds: _holds, listNth: _nth, ...row }: PlacedRow): Row =>
  row as Row;
