import { type PublishedEvent, UnreadableEvent } from '@ctg/contracts';
import type { RecordedEvent } from '@ctg/event-store';
import { type Incoming, orderKey, type ReadIncoming } from '../delivery/incoming.js';

/** Reads a recorded event as a published one. @throws UnreadableEvent and whatever an upcaster throws */
export type Decode = (recorded: RecordedEvent) => PublishedEvent;

/** An event of the store as the feed delivers it; one that cannot be decoded says why instead of throwing. */
export function fromStore(recorded: RecordedEvent, decode: Decode): Incoming {
  const common = {
    position: recorded.position,
    raw: () => write(recorded),
    fresh: () => fromStore(parsed(recorded), decode),
  };
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
    const place = { position: BigInt(parked.position), recordedAt: new Date(parked.recordedAt) };
    return fromStore(parsed({ ...parked, ...place }), decode);
  };

/** From the bytes, which nobody can have changed. */
const parsed = (recorded: Omit<RecordedEvent, 'data' | 'metadata'>): RecordedEvent => ({
  ...recorded,
  data: JSON.parse(recorded.rawData),
  metadata: JSON.parse(recorded.rawMetadata),
});

function write({ data: _, metadata: __, ...recorded }: RecordedEvent): string {
  const place = { position: String(recorded.position), recordedAt: recorded.recordedAt.toISOString() };
  return JSON.stringify({ ...recorded, ...place });
}

function asWritten(recorded: RecordedEvent): PublishedEvent {
  const { id, type, stream, revision, data, metadata } = recorded;
  const place = { position: String(recorded.position), recordedAt: recorded.recordedAt.toISOString() };
  return { ...(metadata as object), id, type, stream, revision, data, ...place } as PublishedEvent;
}
