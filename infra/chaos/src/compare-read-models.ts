import type { EventStore } from '@ctg/event-store';
import { openEmbeddedFeed } from '@ctg/feed/embedded';
import { allServices } from '@ctg/local';
import { buildAnew, openReadModel, startProjections } from '@ctg/read-model';
import { readModelOf } from '@ctg/web-service';
import type { DataSource } from 'typeorm';

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
  for (const definition of allServices) {
    const readModel = readModelOf(definition);
    const names = (dataSource: DataSource) =>
      readModel.projections
        .flatMap(({ entity, lines = [] }) => [entity, ...lines.map((one) => one.entity)])
        .map((entity) => dataSource.getMetadata(entity).tableName);
    const open = () => openReadModel({ ...readModel, url: databaseUrl, poolSize: 4 });
    const served = new Map<string, Map<string, string>>();
    await within(await open(), async (dataSource) => {
      const [{ count }] = await dataSource.query('SELECT count(*)::integer AS count FROM feed_parked');
      sum.parked += count;
      for (const table of names(dataSource)) served.set(table, await rowsOf(dataSource, table));
    });
    await buildAnew(databaseUrl, readModel.schema);
    await within(await open(), async (dataSource) => {
      await replay(dataSource, store);
      for (const table of names(dataSource)) {
        const before = served.get(table) ?? new Map<string, string>();
        const replayed = await rowsOf(dataSource, table);
        sum.tables++;
        sum.rows += replayed.size;
        for (const key of new Set([...before.keys(), ...replayed.keys()])) {
          if (before.get(key) === replayed.get(key)) continue;
          sum.different++;
          if (sum.examples.length < 5)
            sum.examples.push(`${definition.name}.${table}: ${before.get(key)} / ${replayed.get(key)}`);
        }
      }
    });
  }
  return sum;
}

async function within(
  dataSource: DataSource,
  work: (dataSource: DataSource) => Promise<void>,
): Promise<void> {
  try {
    await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** Until the tables are at the head of the store. */
async function replay(dataSource: DataSource, store: EventStore): Promise<void> {
  const feed = await openEmbeddedFeed({ store, dataSource });
  const projections = await startProjections({ dataSource, ownFeed: feed, feed, store });
  try {
    if (!(await projections.waitFor(await store.head(), 600_000)))
      throw new Error('The replay did not come to the end of the store.');
  } finally {
    await projections.stop();
    await feed.close();
  }
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
