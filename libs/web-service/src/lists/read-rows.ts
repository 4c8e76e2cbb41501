import type { ReadModelAccess } from '@ctg/decider';
import type { Place } from './cursor.js';
import {
  comparePlaces,
  mostLookedThrough,
  type PlacedRow,
  pageStatement,
  type Selection,
  type Start,
} from './keyset.js';

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
  { start, limit, ...asked }: RowsAsked,
): Promise<RowsRead<Row>> {
  const rows: Row[] = [];
  for (let from = start; ; ) {
    const wanted = Math.min(limit - rows.length, mostAtOnce);
    const { found, end } = await readParts(readModel, { ...asked, start: from, limit: wanted });
    const holding = found.filter(({ listHolds }) => listHolds);
    const isFull = holding.length > wanted;
    rows.push(...holding.slice(0, wanted).map(plain<Row>));
    const next = isFull ? holding[wanted - 1] : end;
    if (!next) return { rows };
    if (!isFull || rows.length === limit) return { rows, next: next.listPlace };
    from = { place: next.listPlace };
  }
}

/** Rows in the order of the list, as far as all parts of it were read: to `end`, behind which more may stand. */
async function readParts(
  readModel: ReadModelAccess,
  { selection, start, limit, value, parameters }: RowsAsked,
): Promise<{ readonly found: readonly PlacedRow[]; readonly end: PlacedRow | undefined }> {
  const { parts = [], where, order } = selection;
  const inOrder = comparePlaces(order);
  const ofSelection = parameters.length;
  const found: PlacedRow[] = [];
  let end: PlacedRow | undefined;
  for (const part of parts.length === 0 ? [[]] : parts.map((one) => [one])) {
    const statement = pageStatement({ ...selection, where: [...where, ...part] }, start, limit, value);
    const rows = await readModel.query<PlacedRow>(statement, parameters);
    parameters.length = ofSelection;
    found.push(...rows);
    const last = rows.at(-1);
    const isCut =
      rows.filter(({ listHolds }) => listHolds).length > limit || Number(last?.listNth) === mostLookedThrough;
    if (last && isCut && (!end || inOrder(last, end) < 0)) end = last;
  }
  if (parts.length > 0) found.sort(inOrder);
  return { found: end ? found.slice(0, found.indexOf(end) + 1) : found, end };
}

/** The row without what the statement added. */
const plain = <Row>({ listPlace: _place, listHolds: _holds, listNth: _nth, ...row }: PlacedRow): Row =>
  row as Row;
