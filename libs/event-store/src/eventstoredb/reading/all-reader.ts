import type { Position as Place, ResolvedEvent } from '@eventstore/db-client';
import { UnknownPosition } from '../../errors.js';
import { passing } from '../../filter.js';
import {
  type Filter,
  type Position,
  type ReadPageOptions,
  type RecordedEvent,
  START,
  type SubscriptionPage,
} from '../../port.js';
import { collect } from '../connection/collect.js';
import type { Connection } from '../connection/connection.js';
import { isBadPosition } from '../connection/meaning.js';
import { fromWire, placeOf, positionOf } from '../wire.js';
import { describes } from './notable.js';
import { type Found, type Search, searchOnServer } from './on-the-server.js';

const defaultLimit = 1_000;
const defaultLookThrough = 10_000;
/** Records asked for at once; a filter that may look through more than this is left to the server, where that pays. */
const most = 1_000;
/** Of the records looked at here, so many must have passed for the next ones not to be looked through on the server. */
const worthReading = 0.5;

/** An event of ours that is the last one, so far. */
interface Last {
  /** Up to this record of the log, whoever's. */
  readonly record: Position;
  readonly event: Position;
  readonly stream: string;
}
const nothing: Last = { record: -1n, event: START, stream: '' };

interface Asked {
  readonly after: Position;
  readonly limit: number;
  readonly lookThrough: number;
}

/**
 * Reads the order of the whole store. Every position it gives is that of a *real event of ours*, never a checkpoint of the
 * server: one of those may be the place where the next event will stand, and whoever goes on after it never gets that one.
 * The client's `readAll` has no filter; it looks at everything, the server's own events included. So a filter that may have
 * far to look runs on the server, in a subscription (`searchOnServer`): always where it asks for streams, and where it asks
 * for types when most of the first thousand records were others. Near the end of the store nothing of that is worth while.
 */
export class AllReader {
  #last = nothing;
  /** Behind an event of ours nothing but records of others, up to this one: they are not read again. */
  readonly #skips = new Map<Position, Position>();

  constructor(
    private readonly connection: Connection,
    private readonly seen: (position: Position) => void,
    /** Told of every record that is read, whoever's. */
    private readonly mind: (record: ResolvedEvent) => void,
  ) {}

  /** Position of the last event of ours; START when there is none. */
  async head(): Promise<Position> {
    return (await this.#lastOfOurs()).event;
  }

  /** Names of the streams of ours whose metadata somebody wrote after a position; and up to where that is known. */
  async described(
    after: Position,
  ): Promise<{ readonly streams: readonly string[]; readonly upTo: Position }> {
    const [record] = await this.#records(undefined, 'backwards', 1);
    const end = { event: positionOf(record?.event?.position), stream: record?.event?.streamId ?? '' };
    if (end.event <= after) return { streams: [], upTo: after };
    const limit = Number.MAX_SAFE_INTEGER;
    const search = { after, filter: 'metadata of streams', end, limit, lookThrough: limit } as const;
    const { found, until } = await this.#search(search, describes);
    // What has not been looked through is looked through the next time.
    return { streams: found, upTo: until === 'end' ? end.event : after };
  }

  async #lastOfOurs(): Promise<Last> {
    let from: Position | undefined;
    let newest: Position | undefined;
    for (let size = 10; ; size = most) {
      const records = await this.#records(from, 'backwards', size);
      newest ??= records[0] ? positionOf(records[0].event?.position) : undefined;
      // A log that became shorter is another one.
      if (newest === undefined || newest < this.#last.record) this.forget();
      for (const record of records) {
        const place = positionOf(record.event?.position);
        if (place <= this.#last.record) return this.#remember({ ...this.#last, record: newest ?? place });
        const event = fromWire(record);
        if (event)
          return this.#remember({ record: newest ?? place, event: event.position, stream: event.stream });
      }
      const last = records.at(-1);
      if (!last) return this.#remember({ ...nothing, record: newest ?? -1n });
      from = positionOf(last.event?.position);
    }
  }

  /** Over a new connection the store may be another one: one that was restored meanwhile. */
  forget(): void {
    this.#last = nothing;
    this.#skips.clear();
  }

  /** The place of the very last record, whoever's it is; START when there is none. */
  async lastRecord(): Promise<Position> {
    const [record] = await this.#records(undefined, 'backwards', 1);
    return record ? positionOf(record.event?.position) : START;
  }

  /** One bounded step. */
  async page(options: ReadPageOptions): Promise<SubscriptionPage> {
    const { after = START, filter, limit = defaultLimit, lookThrough = defaultLookThrough } = options;
    if (limit <= 0) return { events: [], position: after, caughtUp: false };
    const asked = { after, limit, lookThrough };
    if (!filter || lookThrough <= most) return this.#here({ ...asked, ...(filter ? { filter } : {}) });
    if (!('eventTypes' in filter)) return this.#there({ ...asked, filter });
    const first = await this.#here({ ...asked, filter, lookThrough: most });
    const left = limit - first.events.length;
    if (first.caughtUp || left <= 0 || first.events.length > most * worthReading) return first;
    const more = await this.#there({ filter, after: first.position, limit: left, lookThrough });
    return { ...more, events: [...first.events, ...more.events] };
  }

  /** Looks through the store on the server. */
  async #there(asked: Asked & { readonly filter: Filter }): Promise<SubscriptionPage> {
    const { after, filter, limit } = asked;
    const end = await this.#lastOfOurs();
    if (end.event <= after) return { events: [], position: after, caughtUp: true };
    const passes = passing(filter);
    for (let { lookThrough } = asked; ; lookThrough *= 4) {
      const search = { after, filter, end, limit, lookThrough };
      const {
        found: events,
        until,
        checkpoint,
      } = await this.#search(search, (record) => {
        const event = fromWire(record);
        return event && passes(event) ? event : undefined;
      });
      const last = events.at(-1)?.position ?? after;
      if (until === 'end') return { events, position: end.event, caughtUp: true };
      if (until === 'limit') return { events, position: last, caughtUp: false };
      if (until === 'silent') {
        const rest = await this.#here({ ...asked, after: last, limit: limit - events.length });
        return { ...rest, events: [...events, ...rest.events] };
      }
      const before = checkpoint ? await this.#lastBefore(checkpoint) : START;
      const position = before > last ? before : last;
      // With nothing of ours up to there the position has not moved: look further, or nobody ever would.
      if (position > after) return { events, position, caughtUp: false };
    }
  }

  /** A checkpoint of the server may be the place where the next event will stand: the event of ours before it is one. */
  async #lastBefore(checkpoint: Place): Promise<Position> {
    let from = checkpoint;
    for (let size = 10; ; size = most) {
      const records = await this.connection.read((client) =>
        collect(client.readAll({ fromPosition: from, direction: 'backwards', maxCount: size })),
      );
      for (const record of records) {
        const event = fromWire(record);
        if (event) return event.position;
      }
      const last = records.at(-1)?.event?.position;
      if (!last) return START;
      from = last;
    }
  }

  /** Reads record after record. */
  async #here({
    after,
    filter,
    limit,
    lookThrough,
  }: Asked & { readonly filter?: Filter }): Promise<SubscriptionPage> {
    const passes = passing(filter);
    const events: RecordedEvent[] = [];
    let position = after;
    let looked = 0;
    let from = this.#skips.get(after) ?? after;
    for (;;) {
      const size = Math.min(most, filter ? lookThrough - looked : limit - events.length);
      // Inclusive forwards: the first one was had before.
      const read = await this.#records(from === START ? undefined : from, 'forwards', size + 1);
      const records = read.filter((record) => positionOf(record.event?.position) > from);
      for (const record of records) {
        from = positionOf(record.event?.position);
        const event = fromWire(record);
        if (!event) continue;
        looked++;
        position = event.position;
        if (passes(event)) events.push(event);
        if (events.length >= limit) break;
      }
      this.seen(position);
      this.#skip(position, from);
      if (events.length >= limit) return { events, position, caughtUp: false };
      if (read.length < size + 1) return { events, position, caughtUp: true };
      // With nothing of ours among them the position has not moved: look on, or nobody ever would.
      if (looked >= lookThrough && position > after) return { events, position, caughtUp: false };
      if (looked >= lookThrough) looked = 0;
    }
  }

  /** The event of ours at just this position. */
  async at(position: Position): Promise<RecordedEvent | undefined> {
    if (position <= START) return undefined;
    try {
      const [record] = await this.#records(position, 'forwards', 1);
      const event = record ? fromWire(record) : undefined;
      return event?.position === position ? event : undefined;
    } catch (error) {
      if (error instanceof UnknownPosition) return undefined;
      throw error;
    }
  }

  async #search<T>(search: Search, take: (record: ResolvedEvent) => T | undefined): Promise<Found<T>> {
    try {
      return await this.connection.read((client) => searchOnServer(client, search, take));
    } catch (error) {
      throw isBadPosition(error) ? new UnknownPosition(search.after) : error;
    }
  }

  async #records(
    from: Position | undefined,
    direction: 'forwards' | 'backwards',
    maxCount: number,
  ): Promise<ResolvedEvent[]> {
    const fromPosition = from === undefined ? (direction === 'forwards' ? 'start' : 'end') : placeOf(from);
    try {
      const records = await this.connection.read((client) =>
        collect(client.readAll({ fromPosition, direction, maxCount }, { highWaterMark: most })),
      );
      for (const record of records) this.mind(record);
      return records;
    } catch (error) {
      throw isBadPosition(error) && from !== undefined ? new UnknownPosition(from) : error;
    }
  }

  #remember(last: Last): Last {
    if (last.record > this.#last.record) this.#last = last;
    this.seen(last.event);
    return last;
  }

  #skip(event: Position, record: Position): void {
    if (record <= event) return;
    this.#skips.delete(event);
    this.#skips.set(event, record);
    for (const oldest of this.#skips.keys()) {
      if (this.#skips.size <= 64) break;
      this.#skips.delete(oldest);
    }
  }
}
