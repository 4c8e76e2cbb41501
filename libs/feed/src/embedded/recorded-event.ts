import { type PublishedEvent, UnreadableEvent } from '@ctg/contracts';
import type { RecordedEvent } from '@ctg/event-store';
import { type Incoming, orderKey, type ReadIncoming } from '../delivery/incoming.js';

/** Reads a recorded event as a published one. @throws UnreadableEvent and whatever an upcaster throws */
export type Decode = (recorded: RecordedEvent) => PublishedEvent;

/** An event of the store as the feed delivers it; one that cannot be decoded says why instead of throwing. */
export function fromStore(recorded: RecordedEvent, decode: Decode): Incoming {
  try {
    return new FromStore(recorded, decode, decode(recorded), undefined);
  } catch (error) {
    const reason = error instanceof UnreadableEvent ? error.message : `Cannot be decoded: ${String(error)}`;
    return new FromStore(recorded, decode, asWritten(recorded), reason);
  }
}

/** Reads what `raw` wrote for the parking place. */
export const readParked =
  (decode: Decode): ReadIncoming =>
  (raw) => {
    const parked = JSON.parse(raw);
    const place = { position: BigInt(parked.position), recordedAt: new Date(parked.recordedAt) };
    return fromStore(parsed({ ...parked, ...place }), decode);
  };

/** A class, because a rebuild makes tens of thousands of them a second. */
class FromStore implements Incoming {
  readonly key: string;
  readonly position: bigint;

  constructor(
    private readonly recorded: RecordedEvent,
    private readonly decode: Decode,
    readonly event: PublishedEvent,
    readonly unreadable: string | undefined,
  ) {
    this.key = orderKey(event);
    this.position = recorded.position;
  }

  raw(): string {
    const { data: _, metadata: __, ...recorded } = this.recorded;
    const place = { position: String(recorded.position), recordedAt: recorded.recordedAt.toISOString() };
    return JSON.stringify({ ...recorded, ...place });
  }

  fresh(): Incoming {
    return fromStore(parsed(this.recorded), this.decode);
  }
}

/** From the bytes, which nobody can have changed. */
const parsed = (recorded: Omit<RecordedEvent, 'data' | 'metadata'>): RecordedEvent => ({
  ...recorded,
  data: JSON.parse(recorded.rawData),
  metadata: JSON.parse(recorded.rawMetadata),
});

function asWritten(recorded: RecordedEvent): PublishedEvent {
  const { id, type, stream, revision, data, metadata } = recorded;
  const place = { position: String(recorded.position), recordedAt: recorded.recordedAt.toISOString() };
  return { ...(metadata as object), id, type, stream, revision, data, ...place } as PublishedEvent;
}
