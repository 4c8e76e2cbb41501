/** A large store without its events: the rows of one convention, copied under other ids, in the tables where a service reads. */
import { sceneId } from '@ctg/web-service/testing';
import type pg from 'pg';

/** The tables of a service that hold something of a tenant, but the shapes. */
const tablesOf = async (owner: pg.Client, schema: string): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND c.relrowsecurity
        AND starts_with(n.nspname, $1 || '__') AND n.nspname <> $1 || '__shape'`,
    [schema],
  );
  return rows.map(({ name }) => name);
};

/** What there is one of in a large life of one. */
const numbered = [1_000, 5_000];
const others = (one: string, id: string) =>
  `replace(${one}, '${id}', replace('${id}', '-7000-', '-7' || lpad(to_hex(n), 3, '0') || '-'))`;

/** How the text of a row becomes that of its nth copy: some of its ids become others. */
const copies = [
  // Other conventions, with all they have.
  `replace(one, '0190f0a0-0000-', '0190f0a0-' || lpad(to_hex(n), 4, '0') || '-')`,
  // More in the same convention.
  numbered.map(sceneId).reduce(others, 'one'),
  // Other organisations of the Caf; in conventions they are nothing.
  `CASE WHEN strpos(one, '0190f0a0-') > 0 THEN one ELSE replace(one, '215900127', 'W' || (590000000 + n)) END`,
];

/** What stands in the order of the store has an event and a place of its own: a number, behind all that was recorded. */
const inPlace = (copy: string, kind: number) => `
  CASE WHEN json_typeof(one::json->'position') = 'number'
       THEN ((${copy})::jsonb || jsonb_build_object('event_id', gen_random_uuid(), 'position',
              (one::json->>'position')::bigint + ${kind + 1} * 1e9 + n * 1e6))::text
       ELSE ${copy} END`;

/** Adds copies of the rows that stand there now, with the numbers `from` (included) to `to` (not included); each number once. */
export type Grow = (from: number, to: number) => Promise<void>;

/** @param owner whom no wall holds */
export async function growing(owner: pg.Client, schema: string): Promise<Grow> {
  const tables = await tablesOf(owner, schema);
  for (const [index, table] of tables.entries())
    await owner.query(
      `CREATE TEMPORARY TABLE written_${index} AS SELECT to_json(row)::text AS one FROM ${table} row`,
    );
  return async (from, to) => {
    for (const [index, table] of tables.entries())
      for (const [kind, copy] of copies.entries())
        await owner.query(
          `INSERT INTO ${table} SELECT (json_populate_record(NULL::${table}, copy::json)).*
             FROM written_${index} CROSS JOIN generate_series($1::integer, $2::integer) n
                  CROSS JOIN LATERAL (SELECT ${inPlace(copy, kind)} AS copy OFFSET 0) made
            WHERE copy <> one
           ON CONFLICT DO NOTHING`,
          [from, to - 1],
        );
    if (tables.length > 0) await owner.query(`ANALYZE ${tables.join(', ')}`);
  };
}
