import { type EventStoreChoice, eventStoreChoice } from '@ctg/event-store/open';

/** The EventStoreDB server that takes part: the one of `EVENTSTOREDB_URL`, with its password; none when it is not given. */
export function benchEventStoreDb(
  environment: NodeJS.ProcessEnv = process.env,
): EventStoreChoice | undefined {
  if (!environment.EVENTSTOREDB_URL?.trim()) return undefined;
  return eventStoreChoice({ ...environment, EVENT_STORE: 'eventstoredb' }, '');
}
