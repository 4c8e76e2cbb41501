import type { ResolvedEvent } from '@eventstore/db-client';
import {
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
import { passing } from './filter.js';

const defaultLimit = 1_000;
const defaultLookThrough = 10_000;
/** Records asked for at once. */
const most = 1_000;

/**
 * Reads the order of the whole store. Every position it gives is that of a *real event of ours*, never a checkpoint of the
 * server: one of those may be the place where the next event will stand, and whoever goes on after it never gets that one.
 * The client's `readAll` has no filter; it looks at everything, the server's own events included.
 */
export class AllReader {
  /** Last known: up to this record of the log, the last event of ours stands there. */
  #head: { readonly record: Position; readonly event: Position } = { record: -1n, event: START };
  /** Behind an event of ours nothing but records of others, up to this one: they are not read again. */
  readonly #skips = new Map<Position, Position>();

  constructor(
    private readonly connection: Connection,
    private readonly seen: (position: Position) => void,
  ) {}

  /** Position of the last event of ours; START when there is none. */
  async head(): Promise<Position> {
    let from: Position | undefined;
    let newest: Position | undefined;
    for (let size = 10; ; size = most) {
      const records = await this.#records(from, 'backwards', size);
      newest ??= records[0] ? positionOf(records[0].event?.position) : undefined;
      // A log that became shorter is another one.
      if (newest === undefined || newest < this.#head.record) this.#head = { record: -1n, event: START };
      for (const record of records) {
        const event = fromWire(record);
        const place = positionOf(record.event?.position);
        if (place <= this.#head.record) return this.#remember(newest, this.#head.event);
        if (event) return this.#remember(newest, event.position);
      }
      const last = records.at(-1);
      if (!last) return this.#remember(newest, START);
      from = positionOf(last.event?.position);
    }
  }

  /** The place of the very last record, whoever's it is; START when there is none. */
  async lastRecord(): Promise<Position> {
    const [record] = await this.#records(undefined, 'backwards', 1);
    return record ? positionOf(record.event?.position) : START;
  }

  /** One bounded step. */
  async page({
    after = START,
    filter,
    limit = defaultLimit,
    lookThrough = defaultLookThrough,
  }: ReadPageOptions): Promise<SubscriptionPage> {
    const passes = passing(filter);
    const events: RecordedEvent[] = [];
    let position = after;
    let looked = 0;
    if (limit <= 0) return { events, position, caughtUp: false };
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
      if (isBadPosition(error)) return undefined;
      throw error;
    }
  }

  #records(
    from: Position | undefined,
    direction: 'forwards' | 'backwards',
    maxCount: number,
  ): Promise<ResolvedEvent[]> {
    const fromPosition = from === undefined ? (direction === 'forwards' ? 'start' : 'end') : placeOf(from);
    return this.connection.read((client) =>
      collect(client.readAll({ fromPosition, direction, maxCount }, { highWaterMark: most })),
    );
  }

  #remember(record: Position | undefined, event: Position): Position {
    if (record !== undefined && record > this.#head.record) this.#head = { record, event };
    this.seen(event);
    return event;
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
