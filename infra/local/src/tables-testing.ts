import pg from 'pg';

/** Rows of the read models by table, as text in an order that does not depend on how they came about. */
export type Tables = Readonly<Record<string, readonly string[]>>;

/**
 * All read models of a product, as they are served: every column but those that say where or when an event was recorded.
 * @param of only rows that name it: a store may hold more than one life
 */
export async function readModels(databaseUrl: string, of?: string): Promise<Tables> {
  return connected(databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      // A read model has a schema of its own for each of its versions; `__shape` is what the entities say, and empty.
      String.raw`SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
        WHERE table_schema LIKE '%\_\_%\_v%' ORDER BY 1`,
    );
    const found: Record<string, readonly string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: unknown }>(
        `SELECT to_jsonb(one) AS row FROM ${name} AS one`,
      );
      const lines = rows.map(({ row }) => withoutChance(JSON.stringify(withoutPlaces(row))));
      found[name] = lines.filter((line) => of === undefined || line.includes(of)).sort();
    }
    return found;
  });
}

/** Whether every group of every service has come to the last event of the journal in PostgreSQL. */
export function isSettled(databaseUrl: string): Promise<boolean> {
  return connected(databaseUrl, async (client) => {
    const { rows: schemas } = await client.query<{ name: string }>(
      "SELECT quote_ident(table_schema) AS name FROM information_schema.tables WHERE table_name = 'feed_checkpoint'",
    );
    for (const { name } of schemas) {
      const { rows } = await client.query(
        `SELECT FROM ${name}.feed_checkpoint WHERE position < (SELECT max(position) FROM event_store.events)`,
      );
      if (rows.length > 0) return false;
    }
    return schemas.length > 0;
  });
}

async function connected<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Two stores number the same events otherwise. */
function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => name !== 'position');
  return Object.fromEntries(fields.map(([name, each]) => [name, withoutPlaces(each)]));
}

/** What depends on the moment: instants, ids made of the time (of a request, say), the position in a key. */
const withoutChance = (text: string) =>
  text
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g, 'instant')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id of a moment')
    .replaceAll(/:\d{19}"/g, ':position"');

/** What two products tell otherwise, table by table; nothing when they tell the same. The beginnings of a few rows only. */
export function differences(one: Tables, other: Tables): readonly string[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return names.flatMap((name) => {
    const [left, right] = [one[name] ?? [], other[name] ?? []];
    const missing = left.filter((row) => !right.includes(row));
    const more = right.filter((row) => !left.includes(row));
    if (missing.length + more.length === 0 && left.length === right.length) return [];
    const some = [...missing.slice(0, 2), ...more.slice(0, 2)].map((row) => row.slice(0, 400));
    return [
      `${name}: ${left.length} and ${right.length} rows, ${missing.length} and ${more.length} of its own`,
      ...some,
    ];
  });
}
