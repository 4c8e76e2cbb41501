import { setTimeout as pause } from 'node:timers/promises';
import type { AllStreamSubscription, ResolvedEvent } from '@eventstore/db-client';
import { type Position, START, type SubscribeOptions, type SubscriptionPage } from '../../port.js';
import { RecentEvents } from '../../recent-events.js';
import type { Connection } from '../connection/connection.js';
import { ConnectionLost } from '../connection/generation.js';
import { isBadPosition } from '../connection/meaning.js';
import { fromWire, placeOf, positionOf } from '../wire.js';
import type { AllReader } from './all-reader.js';

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
  /** Events of ours, up to the last one that is known to have happened. */
  readonly #recent = new RecentEvents();
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
  page(after: Position, options: SubscribeOptions): SubscriptionPage | undefined {
    return this.#isLive ? this.#recent.page(after, options) : undefined;
  }

  get isOpen(): boolean {
    return this.#subscription !== undefined;
  }

  /** The same, where all up to a certain end is here. */
  pageUpTo(end: Position, after: Position, options: SubscribeOptions): SubscriptionPage | undefined {
    return this.#recent.upTo >= end ? this.page(after, options) : undefined;
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
    this.#recent.restart(event <= record ? event : record);
  }

  #take(record: ResolvedEvent): void {
    const place = positionOf(record.event?.position);
    if (this.#record !== undefined && place <= this.#record) return;
    this.#record = place;
    this.mind(record);
    const event = fromWire(record);
    if (!event || event.position <= this.#recent.upTo) return;
    this.#recent.take([event], event.position);
    this.ring();
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
    const unsubscribed = subscription?.unsubscribe().catch(() => undefined);
    // A server that does not answer keeps nobody, and the waiting for it does not keep the process.
    if (unsubscribed) await Promise.race([unsubscribed, pause(1_000, undefined, { ref: false })]);
  }
}
