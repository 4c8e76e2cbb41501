import type { PublishedEvent } from '@ctg/contracts';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { Projection } from '../projection.js';
import type { RowTable } from '../table/row-table.js';

/** One query for the rows that a batch touches, the fold in memory, one statement for all that changed. */
export async function foldBatch<Row extends ObjectLiteral>(
  projection: Projection<Row>,
  table: RowTable<Row>,
  events: readonly PublishedEvent[],
  transaction: EntityManager,
): Promise<void> {
  const touches = events.map((event) => ({ event, keys: projection.keys(event) }));
  const current = await table.load(transaction, [...new Set(touches.flatMap(({ keys }) => keys))]);
  const changes = new Map<string, Row | undefined>();
  for (const { event, keys } of touches) {
    for (const key of keys) {
      const row = projection.apply(changes.has(key) ? changes.get(key) : current.get(key), event, key);
      changes.set(key, row);
    }
  }
  await table.write(transaction, table.prepare(changes));
}
