import { NewerEvent, type PublishedEvent, UnreadableEvent } from '@ctg/contracts';
import type { RecordedEvent } from '@ctg/event-store';
import { type Incoming, orderKey } from './incoming.js';

/** Reads a recorded event as a published one. @throws UnreadableEvent and whatever an upcaster throws */
export type Decode = (recorded: RecordedEvent) => PublishedEvent;

/** An event of the store as the feed delivers it; one that cannot be decoded says why instead of throwing. */
export function fromStore(recorded: RecordedEvent, decode: Decode): Incoming<bigint> {
  try {
    return new FromStore(recorded, decode, decode(recorded), undefined, false);
  } catch (error) {
    const reason = error instanceof UnreadableEvent ? error.message : `Cannot be decoded: ${String(error)}`;
    return new FromStore(recorded, decode, asWritten(recorded), reason, error instanceof NewerEvent);
  }
}

/** Reads what `raw` of such an event wrote. */
export const fromRaw = (raw: ParkedRecord, decode: Decode): Incoming<bigint> => {
  const place = { position: BigInt(raw.position), recordedAt: new Date(raw.recordedAt) };
  return fromStore(parsed({ ...raw, ...place }), decode);
};

/** A recorded event in the parking place. */
export type ParkedRecord = Omit<RecordedEvent, 'data' | 'metadata' | 'position' | 'recordedAt'> & {
  readonly position: string;
  readonly recordedAt: string;
};

/** A class, because a rebuild makes tens of thousands of them a second. */
class FromStore implements Incoming<bigint> {
  readonly key: string;
  readonly position: bigint;

  constructor(
    private readonly recorded: RecordedEvent,
    private readonly decode: Decode,
    readonly event: PublishedEvent,
    readonly unreadable: string | undefined,
    readonly newer: boolean,
  ) {
    this.key = orderKey(event);
    this.position = recorded.position;
  }

  get place(): bigint {
    return this.position;
  }

  raw(): string {
    const { data: _, metadata: __, ...recorded } = this.recorded;
    const place = { position: String(recorded.position), recordedAt: recorded.recordedAt.toISOString() };
    return JSON.stringify({ ...recorded, ...place });
  }

  fresh(): Incoming<bigint> {
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
