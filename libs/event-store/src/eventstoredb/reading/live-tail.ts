import { setTimeout as pause } from 'node:timers/promises';
import type { AllStreamSubscription, ResolvedEvent } from '@eventstore/db-client';
import { passing } from '../../filter.js';
import {
  type Position,
  type RecordedEvent,
  START,
  type SubscribeOptions,
  type SubscriptionPage,
} from '../../port.js';
import type { Connection } from '../connection/connection.js';
import { ConnectionLost } from '../connection/generation.js';
import { isBadPosition } from '../connection/meaning.js';
import { fromWire, placeOf, positionOf } from '../wire.js';
import type { AllReader } from './all-reader.js';

/** Events kept for followers, and their bytes. */
const most = { events: 5_000, characters: 16_000_000 };
/** Milliseconds between two looks whether the subscription still says what happens. */
const watchEvery = 2_000;

/**
 * The one subscription of the process. What it brings is kept for a while, and all followers read it there: 31 consumer
 * groups and 200 HTTP readers cost the server one stream and nothing at rest. It follows everything, without a filter,
 * so it needs no checkpoint of the server. A subscription dies in silence (one error, no end, and after a pause not even
 * that): the end of the log is looked at now and then, and it is begun anew after the last record that it brought.
 */
export class LiveTail {
  #followers = 0;
  readonly #events: RecordedEvent[] = [];
  #characters = 0;
  /** The kept events are all of ours after this position. */
  #coversAfter: Position = START;
  /** The last event of ours that is known to have happened. */
  #position: Position = START;
  /** The last record that was brought, whoever's. */
  #record: Position | undefined;
  #isLive = false;
  #running: Promise<void> | undefined;
  #subscription: AllStreamSubscription | undefined;
  #isClosed = false;
  #stopFollowing: () => void = () => undefined;

  constructor(
    private readonly connection: Connection,
    private readonly reader: AllReader,
    private readonly ring: () => void,
    /** Told of every record that comes, whoever's. */
    private readonly mind: (record: ResolvedEvent) => void,
  ) {}

  /** Begins to follow for one more; returns what ends it. */
  follow(): () => void {
    this.#followers++;
    if (!this.#isClosed)
      this.#running ??= this.#run().finally(() => {
        this.#running = undefined;
      });
    return () => {
      this.#followers--;
    };
  }

  /** What is kept after a position; undefined when that does not reach back so far, or nothing is certain now. */
  page(after: Position, { filter, pageSize = 1_000 }: SubscribeOptions): SubscriptionPage | undefined {
    if (!this.#isLive || after < this.#coversAfter) return undefined;
    const passes = passing(filter);
    const events: RecordedEvent[] = [];
    let position = after;
    for (let index = this.#indexAfter(after); index < this.#events.length; index++) {
      const event = this.#events[index];
      if (!event) break;
      position = event.position;
      if (passes(event)) events.push(event);
      if (events.length >= pageSize) return { events, position, caughtUp: position >= this.#position };
    }
    return { events, position, caughtUp: true };
  }

  get isOpen(): boolean {
    return this.#subscription !== undefined;
  }

  /** The same, where all up to a certain end is here. */
  pageUpTo(end: Position, after: Position, options: SubscribeOptions): SubscriptionPage | undefined {
    return this.#position >= end ? this.page(after, options) : undefined;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopFollowing();
    await this.#end();
    await this.#running;
  }

  async #run(): Promise<void> {
    let wait = 0;
    while (this.#followers > 0 && !this.#isClosed) {
      try {
        await this.#follow();
        wait = 0;
      } catch (error) {
        // No record begins there: the log is another one.
        if (isBadPosition(error)) this.#record = undefined;
        // Whoever follows meets the fault in its own reading.
        wait = Math.min(Math.max(50, wait * 2), 2_000);
      }
      this.#isLive = false;
      await this.#end();
      await pause(wait * (0.5 + Math.random()));
    }
  }

  /** One subscription, until it fails, falls silent or nobody follows. */
  async #follow(): Promise<void> {
    // A log that ends before what it had brought is another one: a subscription beyond its end would say nothing, for long.
    if (this.#record === undefined || (await this.reader.lastRecord()) < this.#record)
      await this.#startAtTheEnd();
    const generation = await this.connection.generation();
    const fromPosition = placeOf(this.#record ?? START);
    const subscription = generation.client.subscribeToAll({ fromPosition }, { highWaterMark: 1_000 });
    this.#subscription = subscription;
    await new Promise<void>((resolve, reject) => {
      const unwatch = this.connection.onLoss(() => done(new ConnectionLost('the connection was lost')));
      const watch = setInterval(() => void this.#watch(done), watchEvery);
      const done = (error?: unknown) => {
        clearInterval(watch);
        unwatch();
        if (error) reject(error);
        else resolve();
      };
      this.#stopFollowing = done;
      if (this.#isClosed) done();
      subscription.on('confirmation', () => {
        this.#isLive = true;
        this.ring();
      });
      subscription.on('data', (record: ResolvedEvent) => this.#take(record));
      subscription.on('error', done);
      if (generation.isLost) done(new ConnectionLost('the connection was lost'));
    });
  }

  async #startAtTheEnd(): Promise<void> {
    const record = await this.reader.lastRecord();
    // Read after it: an event between the two is brought once more, and left out by its position.
    const event = await this.reader.head();
    this.#record = record;
    this.#events.length = 0;
    this.#coversAfter = event <= record ? event : record;
    this.#position = this.#coversAfter;
  }

  #take(record: ResolvedEvent): void {
    const place = positionOf(record.event?.position);
    if (this.#record !== undefined && place <= this.#record) return;
    this.#record = place;
    this.mind(record);
    const event = fromWire(record);
    if (!event || event.position <= this.#position) return;
    this.#position = event.position;
    this.#events.push(event);
    this.#characters += event.rawData.length + event.rawMetadata.length;
    if (this.#events.length > most.events || this.#characters > most.characters) this.#forget();
    this.ring();
  }

  /** The older half goes. */
  #forget(): void {
    const gone = this.#events.splice(0, Math.ceil(this.#events.length / 2));
    this.#coversAfter = gone.at(-1)?.position ?? this.#coversAfter;
    for (const event of gone) this.#characters -= event.rawData.length + event.rawMetadata.length;
  }

  async #watch(done: (error?: unknown) => void): Promise<void> {
    if (this.#followers === 0) return done();
    const before = this.#record ?? START;
    try {
      const last = await this.reader.lastRecord();
      // It had the time of a whole reading to bring it.
      await pause(200);
      if (last > before && this.#record === before) done(new Error('the subscription fell silent'));
    } catch (error) {
      done(error);
    }
  }

  async #end(): Promise<void> {
    const subscription = this.#subscription;
    this.#subscription = undefined;
    // `destroy` would leave the stream open.
    await Promise.race([subscription?.unsubscribe().catch(() => undefined), pause(1_000)]);
  }

  #indexAfter(position: Position): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.position ?? 0n) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
