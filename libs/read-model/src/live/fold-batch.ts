import type { PublishedEvent } from '@ctg/contracts';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import { isToRefold, kept, type Refold } from '../corrections/refold.js';
import type { Projection } from '../projection.js';
import type { RowTable } from '../table/row-table.js';

/** Newer replicas dropped the table under this older one: not the event's fault, nothing is parked for it. */
class TableGone extends Error {
  override readonly name = 'TableGone';
}

const isUndefinedTable = (error: unknown): boolean =>
  (error as { code?: unknown } | undefined)?.code === '42P01';

/**
 * One query for the rows that a batch touches, the fold in memory, one statement for all that changed. A correction among
 * them has the rows of what it corrects folded anew.
 */
export async function foldBatch<Row extends ObjectLiteral>(
  projection: Projection<Row>,
  table: RowTable<Row>,
  events: readonly PublishedEvent[],
  transaction: EntityManager,
  refold: Refold,
): Promise<void> {
  const refolded = new Map<PublishedEvent, ReadonlyMap<string, Row | undefined>>();
  for (const event of events)
    if (isToRefold(projection, event)) refolded.set(event, await refold.rows(projection, event));
  const touches = events.map((event) => {
    const anew = refolded.get(event);
    return { event, anew, keys: anew ? [...anew.keys()] : projection.keys(event) };
  });
  const wanted = [...new Set(touches.flatMap(({ keys }) => keys))];
  const current = await table.load(transaction, wanted).catch((cause: unknown) => {
    if (!isUndefinedTable(cause)) throw cause;
    const gone = `The table of ${projection.name} was dropped under a newer version: start this program again.`;
    throw new TableGone(gone, { cause });
  });
  const changes = new Map<string, Row | undefined>();
  for (const { event, anew, keys } of touches) {
    for (const key of keys) {
      const before = changes.has(key) ? changes.get(key) : current.get(key);
      changes.set(
        key,
        anew ? kept(projection, anew.get(key), before, event, key) : projection.apply(before, event, key),
      );
    }
  }
  await table.write(transaction, table.prepare(changes));
}
