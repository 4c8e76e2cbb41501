import type { EventStoreChoice } from '../choice.js';
import type { EventStore } from '../port.js';
import { openPostgresEventStore } from '../postgres/index.js';

/**
 * The one place where a store is chosen.
 *
 *     const store = await openEventStore(eventStoreChoice(process.env, databaseUrl), { notice: warn });
 */
export {
  type EventStoreChoice,
  eventStoreChoice,
  eventStoreFaults,
  eventStorePassword,
  shownStore,
} from '../choice.js';

/** Opens the chosen store. `notice` is told what an operator should know. */
export async function openEventStore(
  choice: EventStoreChoice,
  { notice }: { readonly notice?: (sentence: string) => void } = {},
): Promise<EventStore> {
  const { kind: _, ...options } = choice;
  if ('connectionString' in options) return openPostgresEventStore(options);
  // Who keeps events in PostgreSQL loads no client of another server: a sixth of what a service loads.
  const { openEventStoreDb } = await import('../eventstoredb/index.js');
  return openEventStoreDb({ ...options, ...(notice ? { notice } : {}) });
}
