import { type PublishedEvent, UnreadableEvent } from '@ctg/contracts';
import type { RecordedEvent } from '@ctg/event-store';
import { type Incoming, orderKey, type ReadIncoming } from '../delivery/incoming.js';

/** Reads a recorded event as a published one. @throws UnreadableEvent and whatever an upcaster throws */
export type Decode = (recorded: RecordedEvent) => PublishedEvent;

/** An event of the store as the feed delivers it; one that cannot be decoded says why instead of throwing. */
export function fromStore(recorded: RecordedEvent, decode: Decode): Incoming {
  const common = { position: recorded.position, raw: () => write(recorded) };
  try {
    const event = decode(recorded);
    return { ...common, event, key: orderKey(event) };
  } catch (error) {
    const event = asWritten(recorded);
    const reason = error instanceof UnreadableEvent ? error.message : `Cannot be decoded: ${String(error)}`;
    return { ...common, event, key: orderKey(event), unreadable: reason };
  }
}

/** Reads what `fromStore` wrote for the parking place. */
export const readParked =
  (decode: Decode): ReadIncoming =>
  (raw) => {
    const parked = JSON.parse(raw);
    return fromStore(
      { ...parked, position: BigInt(parked.position), recordedAt: new Date(parked.recordedAt) },
      decode,
    );
  };

const write = (recorded: RecordedEvent): string =>
  JSON.stringify({
    ...recorded,
    position: String(recorded.position),
    recordedAt: recorded.recordedAt.toISOString(),
  });

function asWritten(recorded: RecordedEvent): PublishedEvent {
  const { id, type, stream, revision, data, metadata } = recorded;
  const place = { position: String(recorded.position), recordedAt: recorded.recordedAt.toISOString() };
  return { ...(metadata as object), id, type, stream, revision, data, ...place } as PublishedEvent;
}
