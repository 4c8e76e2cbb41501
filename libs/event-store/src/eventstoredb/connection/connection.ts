import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '../../errors.js';
import type { ServerAddress } from './address.js';
import { Budget, readBudget } from './budget.js';
import { noneEnding, OneClient } from './client.js';
import { ConnectionLost, Generation } from './generation.js';
import { meaningOf, messageOf } from './meaning.js';

/** Milliseconds a call is tried, over as many clients as it takes. */
export const patience = 15_000;
/**
 * Appends of one client that wait for an answer. Above 16 the package queues them itself, and rejects that queue, when the
 * connection breaks, where nobody can catch it: the process would end.
 */
const appendsPerClient = 16;

/**
 * The supervised connection. It makes a new client (and disposes of the old one) after every failure that is not an answer,
 * because a client that once failed to find its cluster, or whose server was paused, does not recover; and it asks again,
 * with the same ids, until the answer is known or the caller's patience is over.
 */
export class Connection {
  #current: Promise<Generation> | undefined;
  #live: Generation | undefined;
  #isClosed = false;
  #isLeaving = false;
  #replaced = 0;
  #lastFailure = '';
  readonly reads: Budget;
  readonly #appends = new Budget(appendsPerClient, 'appends at once');
  readonly #lossWatchers = new Set<() => void>();

  constructor(
    readonly address: ServerAddress,
    private readonly notice: (sentence: string) => void,
  ) {
    this.reads = readBudget(address.shown);
  }

  /** How often a client had to be replaced. */
  get replaced(): number {
    return this.#replaced;
  }

  /** Appends go over one stream, which stays open from the first one on. */
  get isAppending(): boolean {
    return this.#live?.hasAppended ?? false;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Calls each time a client is given up; returns what ends it. */
  onLoss(lost: () => void): () => void {
    this.#lossWatchers.add(lost);
    return () => this.#lossWatchers.delete(lost);
  }

  /** A call that reads. @throws StoreUnavailable; what the server answers about the stream is passed on */
  read<T>(work: (client: OneClient) => Promise<T>, within = patience): Promise<T> {
    const until = performance.now() + within;
    return this.reads.within(until, () => this.#run(work, until));
  }

  /** A call that appends: asked again with the same ids and the same exact revision, it happens once. */
  async append<T>(work: (client: OneClient) => Promise<T>): Promise<T> {
    const until = performance.now() + patience;
    return this.#appends.within(until, () =>
      this.#run(async (client) => {
        await noneEnding();
        if (this.#live?.client === client) this.#live.hasAppended = true;
        return work(client);
      }, until),
    );
  }

  /** The client of the moment, for what lives as long as it: the subscription. */
  generation(within = patience): Promise<Generation> {
    return this.#connected(performance.now() + within);
  }

  /** From now on a connection that ends is no loss: nobody needs it any more. */
  leave(): void {
    this.#isLeaving = true;
  }

  async close(): Promise<void> {
    this.leave();
    this.#isClosed = true;
    const current = await this.#current?.catch(() => undefined);
    current?.lose(new ConnectionLost('closed'));
    await current?.client.end();
  }

  async #run<T>(work: (client: OneClient) => Promise<T>, until: number): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const generation = await this.#connected(until);
      try {
        return await generation.call(work);
      } catch (error) {
        const meaning = meaningOf(error);
        if (meaning === 'answer') throw error;
        this.#lastFailure = messageOf(error);
        if (meaning === 'denied') throw this.#unavailable('refuses this user', error);
        // A node that cannot commit twice in a row may have lost its cluster: look for another one.
        if (meaning === 'busy' && attempt > 0) generation.lose(error as Error);
        if (performance.now() >= until) throw this.#unavailable('does not answer', error);
      }
      await pause(Math.min(20 * 2 ** attempt, 500) * (0.5 + Math.random()));
    }
  }

  async #connected(until: number): Promise<Generation> {
    if (this.#isClosed) throw new StoreUnavailable('The event store is closed.');
    this.#current ??= this.#connect();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(this.#unavailable('cannot be reached')),
        Math.max(0, until - performance.now()),
      );
    });
    try {
      return await Promise.race([this.#current, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Tries clients until one answers: whoever waits has a patience of its own. */
  async #connect(): Promise<Generation> {
    for (let attempt = 0; !this.#isClosed; attempt++) {
      await noneEnding();
      const generation = new Generation(OneClient.to(this.address), (error) => this.#gone(generation, error));
      try {
        await generation.ping();
        this.#live = generation;
        return generation;
      } catch (error) {
        this.#lastFailure = messageOf(error);
        // The user may be refused this question and allowed what it is there for.
        if (meaningOf(error) === 'denied') {
          this.#live = generation;
          return generation;
        }
        generation.lose(error as Error);
      }
      await pause(Math.min(50 * 2 ** attempt, 1_000) * (0.5 + Math.random()));
    }
    throw new StoreUnavailable('The event store is closed.');
  }

  #gone(generation: Generation, error: Error): void {
    if (generation !== this.#live) return;
    this.#replaced++;
    this.#live = undefined;
    this.#current = undefined;
    this.#lastFailure = error.message;
    if (!this.#isLeaving)
      this.notice(`EventStoreDB ${this.address.shown}: new client after « ${error.message} »`);
    for (const lost of this.#lossWatchers) lost();
  }

  #unavailable(what: string, cause?: unknown): StoreUnavailable {
    const why = this.#lastFailure ? `: ${this.#lastFailure}` : '';
    return new StoreUnavailable(`EventStoreDB ${this.address.shown} ${what}${why}.`, { cause });
  }
}
