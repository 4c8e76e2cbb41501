import type { PublishedEvent } from '@ctg/contracts';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { Projection } from '../projection.js';
import type { RowTable } from '../table/row-table.js';

/** Newer replicas dropped the table under this older one: not the event's fault, nothing is parked for it. */
class TableGone extends Error {
  override readonly name = 'TableGone';
}

const isUndefinedTable = (error: unknown): boolean =>
  (error as { code?: unknown } | undefined)?.code === '42P01';

/** One query for the rows that a batch touches, the fold in memory, one statement for all that changed. */
export async function foldBatch<Row extends ObjectLiteral>(
  projection: Projection<Row>,
  table: RowTable<Row>,
  events: readonly PublishedEvent[],
  transaction: EntityManager,
): Promise<void> {
  const touches = events.map((event) => ({ event, keys: projection.keys(event) }));
  const wanted = [...new Set(touches.flatMap(({ keys }) => keys))];
  const current = await table.load(transaction, wanted).catch((cause: unknown) => {
    if (!isUndefinedTable(cause)) throw cause;
    const gone = `The table of ${projection.name} was dropped under a newer version: start this program again.`;
    throw new TableGone(gone, { cause });
  });
  const changes = new Map<string, Row | undefined>();
  for (const { event, keys } of touches) {
    for (const key of keys) {
      const row = projection.apply(changes.has(key) ? changes.get(key) : current.get(key), event, key);
      changes.set(key, row);
    }
  }
  await table.write(transaction, table.prepare(changes));
}
