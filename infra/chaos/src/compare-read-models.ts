import type { EventStore } from '@ctg/event-store';
import { openReadModel, rebuildProjection } from '@ctg/read-model';
import { readModelOf } from '@ctg/web-service';
import type { DataSource } from 'typeorm';
import { definitions } from './definitions.js';

/** What a comparison of every read model with a replay of the store found. */
export interface ReadModelComparison {
  readonly tables: number;
  readonly rows: number;
  /** Rows that a replay makes otherwise, or that only one of both has: lost, doubled or inverted effects. */
  readonly different: number;
  /** The first of them, at most 5: table, row as it was, row as a replay makes it. */
  readonly examples: readonly string[];
  /** Events that a subscription had to park. */
  readonly parked: number;
}

/** Rebuilds every projection of every service from the store, and compares row by row with what had been served. */
export async function compareReadModels(
  databaseUrl: string,
  store: EventStore,
): Promise<ReadModelComparison> {
  const sum = { tables: 0, rows: 0, different: 0, examples: [] as string[], parked: 0 };
  for (const definition of definitions) {
    const { projections, ...tables } = readModelOf(definition);
    const dataSource = await openReadModel({ ...tables, url: databaseUrl, poolSize: 4 });
    try {
      const [{ count }] = await dataSource.query('SELECT count(*)::integer AS count FROM feed_parked');
      sum.parked += count;
      for (const projection of projections) {
        const table = dataSource.getMetadata(projection.entity).tableName;
        const served = await rowsOf(dataSource, table);
        await rebuildProjection({ dataSource, projection, store });
        const replayed = await rowsOf(dataSource, table);
        sum.tables++;
        sum.rows += replayed.size;
        for (const key of new Set([...served.keys(), ...replayed.keys()])) {
          if (served.get(key) === replayed.get(key)) continue;
          sum.different++;
          if (sum.examples.length < 5)
            sum.examples.push(`${definition.name}.${table}: ${served.get(key)} / ${replayed.get(key)}`);
        }
      }
    } finally {
      await dataSource.destroy();
    }
  }
  return sum;
}

/** Every row as text, by its primary key. */
async function rowsOf(dataSource: DataSource, table: string): Promise<Map<string, string>> {
  const { primaryColumns } = dataSource.entityMetadatas.find(({ tableName }) => tableName === table) ?? {};
  const key = (primaryColumns ?? []).map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const found: { key: string; row: string }[] = await dataSource.query(
    `SELECT ROW(${key})::text AS key, to_jsonb(t)::text AS row FROM "${table}" t`,
  );
  return new Map(found.map(({ key, row }) => [key, row]));
}
