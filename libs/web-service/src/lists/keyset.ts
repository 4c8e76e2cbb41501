import type { PlaceText } from './cursor.js';

/** One of the expressions by which a list is ordered; together they are unique, and none is ever null. */
export interface OrderKey {
  /** SQL, on the tables of the list: `title_order`, `coalesce(number, '')`. */
  readonly by: string;
  /** Texts are ordered by their bytes (the same on every server): words stand in columns made by `inOrder`. */
  readonly as?: 'text' | 'integer' | 'bigint';
  readonly descending?: boolean;
}

/** A list as SQL: what is read, of what, and in which order. */
export interface Selection {
  /** Of the SELECT: `v.document`. */
  readonly columns: string;
  /** Tables and joins. */
  readonly from: string;
  /** Conditions, all of which hold; with the order, an index serves them. */
  readonly where: readonly string[];
  /**
   * Conditions that no index serves (words, what a document holds, what depends on a day): rows are looked through one by one,
   * no more than `mostLookedThrough` of them for a page.
   */
  readonly holds?: readonly string[];
  /**
   * Conditions of which one and only one holds for each row. Where an index keeps the order of the list only among the rows of one of
   * them, each part is read by itself, a page of it at most, and they are merged. Without parameters: a statement has but one.
   */
  readonly parts?: readonly string[];
  readonly order: readonly OrderKey[];
}

const most = { integer: 2n ** 31n, bigint: 2n ** 63n } as const;

/** What a place may say of a key: what the database takes for a value of its type. */
export const textOf =
  ({ as = 'text' }: OrderKey): PlaceText =>
  (text) =>
    as === 'text' || (/^-?\d{1,19}$/.test(text) && BigInt(text) >= -most[as] && BigInt(text) < most[as]);

/** So many rows are looked through for one page; a page may be short, and says where it goes on. */
export const mostLookedThrough = 1_000;

const typeOf = ({ as = 'text' }: OrderKey) => as;
const ordered = (key: OrderKey) => (typeOf(key) === 'text' ? `(${key.by}) COLLATE "C"` : `(${key.by})`);
const sign = ({ descending = false }: OrderKey) => (descending ? '<' : '>');

/** Where a page begins: behind a place; or at it, where what stands there is not shown whole yet. */
export interface Start {
  readonly place: readonly string[];
  readonly isIncluded?: boolean;
}

/** What a row of a page says beside its columns. */
export interface PlacedRow {
  readonly listPlace: readonly string[];
  /** False: only the last one that was looked through, shown to nobody. */
  readonly listHolds: boolean;
  /** Which of those looked through it is. */
  readonly listNth: string;
}

/**
 * The statement of one page: what comes after the start (nothing: the beginning), one row more than asked to know
 * whether another page follows. Each row carries its own place in `"listPlace"`.
 *
 * The conditions that no index serves are looked at row by row in the order of the list, until enough hold or enough were looked
 * through; the last of these is a row of the answer, whether they hold for it or not.
 *
 * @param value adds a parameter and answers its `$n`
 */
export function pageStatement(
  { columns, from, where, holds = [], order }: Selection,
  start: Start | undefined,
  limit: number,
  value: (parameter: unknown) => string,
): string {
  const conditions = start ? [...where, after(order, start, value)] : where;
  const places = order.map((key) => `(${key.by})::text`).join(', ');
  const by = order.map((key) => ordered(key) + (key.descending ? ' DESC' : '')).join(', ');
  const read = (shown: string, most: string) =>
    [
      `SELECT ${columns}, ARRAY[${places}] AS "listPlace", ${shown}`,
      `FROM ${from}`,
      `WHERE ${conditions.join(' AND ') || 'true'}`,
      `ORDER BY ${by}`,
      `LIMIT ${most}`,
    ].join('\n');
  if (holds.length === 0) return read(`true AS "listHolds", '0' AS "listNth"`, value(limit + 1));
  const shown = `(${holds.join(' AND ')}) IS TRUE AS "listHolds", row_number() OVER (ORDER BY ${by}) AS "listNth"`;
  // Not ordered once more: PostgreSQL would then plan for all that may be looked through, not for the few that are shown.
  return `SELECT * FROM (${read(shown, String(mostLookedThrough))}) looked
    WHERE "listHolds" OR "listNth" = ${mostLookedThrough}
    LIMIT ${value(limit + 1)}`;
}

/** The order of a list, as the database keeps it. */
export const comparePlaces =
  (order: readonly OrderKey[]) =>
  (one: Pick<PlacedRow, 'listPlace'>, other: Pick<PlacedRow, 'listPlace'>): number => {
    for (const [index, key] of order.entries()) {
      const [a = '', b = ''] = [one.listPlace[index], other.listPlace[index]];
      const sign =
        typeOf(key) === 'text'
          ? Buffer.compare(Buffer.from(a), Buffer.from(b))
          : Number(BigInt(a) - BigInt(b));
      if (sign !== 0) return key.descending ? -sign : sign;
    }
    return 0;
  };

/** A comparison of rows where all go one way, so that an index serves it; else spelled out key by key. */
function after(
  order: readonly OrderKey[],
  { place, isIncluded = false }: Start,
  value: (parameter: unknown) => string,
): string {
  const found = place.map((one, index) => `${value(one)}::${typeOf(order[index] as OrderKey)}`);
  const [first] = order;
  if (first && order.every((key) => sign(key) === sign(first))) {
    const included = isIncluded ? '=' : '';
    return `(${order.map(ordered).join(', ')}) ${sign(first)}${included} (${found.join(', ')})`;
  }
  const later = order.map((key, index) => {
    const same = order.slice(0, index).map((each, at) => `${ordered(each)} = ${found[at]}`);
    const included = isIncluded && index === order.length - 1 ? '=' : '';
    return `(${[...same, `${ordered(key)} ${sign(key)}${included} ${found[index]}`].join(' AND ')})`;
  });
  return `(${later.join(' OR ')})`;
}
