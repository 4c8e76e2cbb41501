import type { Filter, RecordedEvent } from './port.js';
import { parseStreamName } from './stream-name.js';

/** Whether the metadata of an event say this. */
export const saying =
  (wanted: Readonly<Record<string, string>> | undefined) =>
  ({ metadata }: RecordedEvent): boolean =>
    Object.entries(wanted ?? {}).every(([name, value]) => metadata[name] === value);

/** Whether an event passes a filter. */
export function passing(filter: Filter | undefined): (event: RecordedEvent) => boolean {
  if (filter === undefined) return () => true;
  if ('subject' in filter) return ({ stream }) => parseStreamName(stream).subject === filter.subject;
  if ('eventTypes' in filter) {
    const types = new Set(filter.eventTypes);
    return ({ type }) => types.has(type);
  }
  return ({ stream }) => filter.streamPrefixes.some((prefix) => stream.startsWith(prefix));
}
