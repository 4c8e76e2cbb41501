import type { PublishedEvent } from '@ctg/contracts';

/** An event as an adapter hands it over. */
export interface Incoming {
  readonly event: PublishedEvent;
  /** Order key: what must wait when this one fails. */
  readonly key: string;
  readonly position: bigint;
  /** Why it cannot be decoded; `event` is then only as good as what was written. */
  readonly unreadable?: string | undefined;
  /** As the adapter received it, in a form that `ReadIncoming` of the same adapter reads: kept while it is parked. */
  raw(): string;
  /** The same event, made anew from what was received: a handler may have changed the first one before it failed. */
  fresh(): Incoming;
}

/** Reads what was parked anew: after an update of the service, what was unreadable may be readable. */
export type ReadIncoming = (raw: string) => Incoming;

/** The convention's id, or the stream where there is none. */
export const orderKey = (event: { readonly conventionId?: string; readonly stream: string }): string =>
  event.conventionId ?? event.stream;
