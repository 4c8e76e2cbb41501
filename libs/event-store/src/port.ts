/** A JSON object as RFC 8785 can write it: no undefined, no NaN, no lone surrogate. */
export type JsonObject = { readonly [key: string]: JsonValue };
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/**
 * A place in the order of the whole store. Opaque but ordered: compare with `<` and `>`, never compute with it. Not dense:
 * the next one is nobody's to guess, and a place that was not given by the store may be refused.
 * Travels as a decimal string in JSON.
 */
export type Position = bigint & { readonly __position?: never };

/** Before the first event. */
export const START: Position = 0n;

/**
 * What a writer believes of a stream: an exact last revision (from 0), or a condition on its existence.
 * `'any'` checks nothing and therefore promises idempotence only as far as the adapter can see.
 */
export type ExpectedRevision = number | 'no-stream' | 'stream-exists' | 'any';

/** An event to append. `id` is a UUID and identifies the event for ever. */
export interface EventToAppend {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** An event as it was recorded. `rawData` and `rawMetadata` are the very bytes that were accepted (canonical JSON). */
export interface RecordedEvent extends EventToAppend {
  readonly stream: string;
  /** From 0, without holes, per stream. */
  readonly revision: number;
  readonly position: Position;
  /** By the clock of the server that recorded it: of a cluster's next leader it may be a little earlier. */
  readonly recordedAt: Date;
  readonly rawData: string;
  readonly rawMetadata: string;
}

export interface AppendResult {
  /** Revision of the last event of this append. */
  readonly revision: number;
  /** Position of the last event of this append. */
  readonly position: Position;
}

/** One condition, never two: a server filters by stream or by type, not by both (EventStoreDB). */
export type Filter =
  | { readonly streamPrefixes: readonly string[] }
  | { readonly eventTypes: readonly string[] }
  /** The subject inside the stream's name (see `streamName`), e.g. a convention's id. */
  | { readonly subject: string };

export interface ReadStreamOptions {
  /** First revision to read; default: the first forwards, the last backwards. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  /** At most so many events. */
  readonly limit?: number;
}

export interface ReadAllOptions {
  /** Events strictly after this position; default: from the start. */
  readonly after?: Position;
  readonly filter?: Filter;
  readonly limit?: number;
  /** Size of the pages asked of the server; default chosen by the adapter. */
  readonly pageSize?: number;
}

/** One bounded step of a reading of the whole store. */
export interface ReadPageOptions {
  /** Events strictly after this position; default: from the start. */
  readonly after?: Position;
  readonly filter?: Filter;
  /** Only events whose metadata say this, beside the filter: `{ cafId: 'caf-59' }`. No index serves it: it is looked for in bounded steps. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** At most so many events; default 1,000. */
  readonly limit?: number;
  /** At most about so many events are looked at for the filter's sake, those that do not pass it included; default 10,000. */
  readonly lookThrough?: number;
}

export interface SubscribeOptions {
  readonly after?: Position;
  readonly filter?: Filter;
  readonly pageSize?: number;
  /** Ends the iteration without an error. */
  readonly signal?: AbortSignal;
}

/** Two stores with the same `id` and `epoch` have the same event at every position that both have. */
export interface StoreIdentity {
  /** A UUID, given when the store was made. */
  readonly id: string;
  /** From 1; raised by whoever restores the store to a state behind its readers. */
  readonly epoch: number;
}

/** What all calls of a process to one server share, and can use up. */
export interface StoreLoad {
  /** Streams of the connection in use now. */
  readonly openStreams: number;
  /** Above so many everything would wait for ever. */
  readonly mostStreams: number;
  /** Readings that wait for a place. */
  readonly waiting: number;
}

/** One step of a reading: events (possibly none), and how far the store has been looked through. */
export interface SubscriptionPage {
  readonly events: readonly RecordedEvent[];
  /**
   * A checkpoint that is safe to keep once the page is handled: nothing at or before it will be delivered again. It may
   * move without an event, and without reaching the end: a filter that lets little through is looked for in steps.
   */
  readonly position: Position;
  /** True when the page reached what was the end of the store. */
  readonly caughtUp: boolean;
}

/**
 * The event store. Every adapter runs the suite in `@ctg/event-store/conformance`.
 *
 * One append goes to one stream, whole or not at all. A repeated append (same ids, same content, same expected
 * revision) answers the original revision and position. Order is exact per stream; a reader of the global order never
 * finds an event at or before a position it has passed.
 */
export interface EventStore {
  /**
   * @throws RevisionConflict the stream is not where the writer believed (carries expected and actual)
   * @throws EventIdReused an id is already taken in this stream by an event with other content, where the store can know
   *   it (EventStoreDB cannot while another process's first write is still on its way, nor in another stream)
   * @throws StreamDamaged somebody shortened or deleted the stream on the server
   * @throws AppendTooLarge more events or bytes than one append may carry
   * @throws InvalidEvent something that canonical JSON cannot carry, a bad id, an empty append
   */
  append(
    stream: string,
    events: readonly EventToAppend[],
    options: { readonly expectedRevision: ExpectedRevision },
  ): Promise<AppendResult>;
  /** Events of one stream; nothing when it does not exist. @throws StreamDamaged it is no longer whole */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>;
  /**
   * The event of this id, if it stands in this stream; in another stream it is not found. This is how a repeated command
   * is recognised: a server need not know an id beyond the place where it was written (EventStoreDB), and may look for it
   * backwards through the stream, so streams are small by design.
   * @throws InvalidEvent a name or an id that cannot be one
   */
  findEvent(stream: string, eventId: string): Promise<RecordedEvent | undefined>;
  /**
   * The next events of the whole store: one step of bounded work, whatever the filter lets through and however large the
   * store is. `position` says how far it came, also when it found nothing; go on from there until `caughtUp`.
   * @throws UnknownPosition `after` was never given by this store, where it can tell (EventStoreDB)
   */
  readPage(options?: ReadPageOptions): Promise<SubscriptionPage>;
  /** Events of the whole store in its order, up to what was its end when the reading reached it. */
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>;
  /**
   * Catches up, then goes on live, for ever, until the signal aborts or the consumer stops iterating. The next page is
   * read only when it is asked for: that is the back-pressure. A quiet store still yields an empty page now and then
   * (at most every few seconds), so that a consumer can tell quiet from stuck.
   * @throws StoreUnavailable after bounded retries; resume from the last position
   */
  subscribe(options?: SubscribeOptions): AsyncIterable<SubscriptionPage>;
  /** The position of the last event, START when there is none. */
  head(): Promise<Position>;
  /** The event that was recorded at exactly this position; undefined when there is none. */
  eventAt(position: Position): Promise<RecordedEvent | undefined>;
  /** Which store this is: tells one that was restored, or is another, from the one that a checkpoint was written for. */
  identity(): Promise<StoreIdentity>;
  /** For the measures of the process; left out by a store whose calls share nothing that could be used up. */
  load?(): StoreLoad;
  close(): Promise<void>;
}
