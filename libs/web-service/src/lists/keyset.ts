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
  /** Conditions, all of which hold. */
  readonly where: readonly string[];
  readonly order: readonly OrderKey[];
}

const typeOf = ({ as = 'text' }: OrderKey) => as;
const ordered = (key: OrderKey) => (typeOf(key) === 'text' ? `(${key.by}) COLLATE "C"` : `(${key.by})`);
const sign = ({ descending = false }: OrderKey) => (descending ? '<' : '>');

/**
 * The statement of one page: what comes after the place (nothing: the beginning), one row more than asked to know
 * whether another page follows. Each row carries its own place in `"listPlace"`.
 *
 * @param value adds a parameter and answers its `$n`
 */
export function pageStatement(
  { columns, from, where, order }: Selection,
  place: readonly string[] | undefined,
  limit: number,
  value: (parameter: unknown) => string,
): string {
  const conditions = place ? [...where, after(order, place, value)] : where;
  const places = order.map((key) => `(${key.by})::text`).join(', ');
  const by = order.map((key) => ordered(key) + (key.descending ? ' DESC' : '')).join(', ');
  return [
    `SELECT ${columns}, ARRAY[${places}] AS "listPlace"`,
    `FROM ${from}`,
    `WHERE ${conditions.join(' AND ') || 'true'}`,
    `ORDER BY ${by}`,
    `LIMIT ${value(limit + 1)}`,
  ].join('\n');
}

/** A comparison of rows where all go one way, so that an index serves it; else spelled out key by key. */
function after(
  order: readonly OrderKey[],
  place: readonly string[],
  value: (parameter: unknown) => string,
): string {
  const found = place.map((one, index) => `${value(one)}::${typeOf(order[index] as OrderKey)}`);
  const [first] = order;
  if (first && order.every((key) => sign(key) === sign(first))) {
    return `(${order.map(ordered).join(', ')}) ${sign(first)} (${found.join(', ')})`;
  }
  const later = order.map((key, index) => {
    const same = order.slice(0, index).map((each, at) => `${ordered(each)} = ${found[at]}`);
    return `(${[...same, `${ordered(key)} ${sign(key)} ${found[index]}`].join(' AND ')})`;
  });
  return `(${later.join(' OR ')})`;
}
