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

/** So many are read by one statement: what it answers is parsed at once, and rows may be large. */
const mostAtOnce = 50;

/** Reads the rows of one page, few at a time: its work is bounded by the page and by `mostLookedThrough`. */
export async function readRows<Row>(
  readModel: ReadModelAccess,
  { selection, start, limit, value, parameters }: RowsAsked,
): Promise<RowsRead<Row>> {
  const rows: Row[] = [];
  const ofSelection = parameters.length;
  for (let from = start; ; ) {
    const wanted = Math.min(limit - rows.length, mostAtOnce);
    const statement = pageStatement(selection, from, wanted, value);
    const found = await readModel.query<PlacedRow>(statement, parameters);
    parameters.length = ofSelection;
    const holding = found.filter(({ listHolds }) => listHolds);
    const last = found.at(-1);
    const isFull = holding.length > wanted;
    rows.push(...holding.slice(0, wanted).map(plain<Row>));
    const next = isFull
      ? holding[wanted - 1]
      : Number(last?.listNth) === mostLookedThrough
        ? last
        : undefined;
    if (!next) return { rows };
    if (!isFull || rows.length === limit) return { rows, next: next.listPlace };
    from = { place: next.listPlace };
  }
}

/** The row without what the statement added. */
const plain = <Row>({ listPlace: _place, listHolds: _holds, listNth: _nth, ...row }: PlacedRow): Row =>
  row as Row;
