import { limits } from '../../limits.js';
import type { MovedEvent } from '../../moving/archive.js';

/** Neighbours of one stream, as many as one append may carry; the order between streams stays. */
export function* ofOneAppend(events: readonly MovedEvent[]): Generator<readonly MovedEvent[]> {
  let group: MovedEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(event.rawData) + Buffer.byteLength(event.rawMetadata);
    const isOther = group[0] !== undefined && group[0].stream !== event.stream;
    if (isOther || group.length === limits.eventsPerAppend || bytes + size > limits.bytesPerAppend) {
      if (group.length > 0) yield group;
      group = [];
      bytes = 0;
    }
    group.push(event);
    bytes += size;
  }
  if (group.length > 0) yield group;
}
