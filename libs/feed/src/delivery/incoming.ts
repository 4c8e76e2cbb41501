import type { PublishedEvent } from '@ctg/contracts';

/** An event as an adapter hands it over. `Place` is what the adapter's checkpoint moves to. */
export interface Incoming<Place = unknown> {
  readonly event: PublishedEvent;
  /** Order key: what must wait when this one fails. */
  readonly key: string;
  /** In the store; 0 where it cannot be known. */
  readonly position: bigint;
  readonly place: Place;
  /** Why it cannot be decoded; `event` is then only as good as what was written. */
  readonly unreadable?: string | undefined;
  /** True when it is unreadable because this program is older than the event. */
  readonly newer?: boolean | undefined;
  /** As the adapter received it, in a form that `ReadIncoming` of the same adapter reads: kept while it is parked. */
  raw(): string;
  /** The same event, made anew from what was received: a handler may have changed the first one before it failed. */
  fresh(): Incoming<Place>;
}

/** Reads what was parked anew: after an update of the service, what was unreadable may be readable. */
export type ReadIncoming = (raw: string) => Incoming;

/** The convention's id, or the stream where there is none. */
export const orderKey = (event: { readonly conventionId?: string; readonly stream: string }): string =>
  event.conventionId ?? event.stream;
