import type { PublishedEvent } from '@ctg/contracts';
import { readModelOf } from './running/read-model-of.js';
import type { ServiceDefinition } from './service-definition.js';

/**
 * What further events have loaded and written of the tables that a service folds from its own events, behind others: characters of rows and
 * of their lines. A row that gathers without end gives itself away.
 */
export function workOfRows(
  definition: ServiceDefinition,
  before: readonly PublishedEvent[],
  further: readonly PublishedEvent[],
): number {
  let work = 0;
  for (const { source, eventTypes, keys, apply, lines = [] } of readModelOf(definition).projections) {
    if (source !== 'own') continue;
    const rows = new Map<string, object>();
    const fold = (event: PublishedEvent): number => {
      if (!eventTypes.includes(event.type)) return 0;
      let touched = 0;
      for (const key of keys(event)) {
        const loaded = rows.get(key);
        // Before the fold, which may fill what it is given.
        touched += JSON.stringify(loaded ?? null).length;
        const row: object | undefined = apply(loaded, event, key);
        if (row) rows.set(key, row);
        else rows.delete(key);
        touched += JSON.stringify([row, row ? lines.map((one) => one.of(row)) : []]).length;
      }
      return touched;
    };
    for (const event of before) fold(event);
    for (const event of further) work += fold(event);
  }
  return work;
}
