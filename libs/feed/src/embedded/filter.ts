import type { Filter, RecordedEvent } from '@ctg/event-store';
import type { FeedFilter } from '../port.js';

/** What the store can filter by itself: one condition only, the one that lets the least through. */
export function storeFilter({ services, eventTypes }: FeedFilter = {}): Filter | undefined {
  if (eventTypes) return { eventTypes };
  if (services) return { streamPrefixes: services.map((service) => `${service}.`) };
  return undefined;
}

/** The whole condition, on top of what the store did. */
export function passes({ services, eventTypes }: FeedFilter = {}): (event: RecordedEvent) => boolean {
  const types = eventTypes && new Set(eventTypes);
  const prefixes = services?.map((service) => `${service}.`);
  return ({ type, stream }) =>
    (!types || types.has(type)) && (!prefixes || prefixes.some((prefix) => stream.startsWith(prefix)));
}
