import { StreamNotFoundError } from '@eventstore/db-client';
import type { OneClient } from './client.js';
import { collect } from './collect.js';
import { meaningOf } from './meaning.js';

/** A call that waits so long, in milliseconds, makes us ask whether the server still lives. */
const doubtAfter = 400;
/** Milliseconds a server that lives takes at most to answer the question. */
const pingWithin = 1_200;
/** Milliseconds between two looks at the calls that wait. */
const lookEvery = 200;
/** Milliseconds after which a call is given up although the server lives. */
const giveUpAfter = 10_000;

/** Exists or not: that it is answered is all that counts. */
const asked = 'ctg-store';

/** No answer will come any more over this client; what was asked may have happened. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/**
 * One client from its making to its first failure. The client knows no deadlines of its own: here each call has one, and
 * while calls wait the server is asked whether it lives, so that a paused one is noticed after a second or two and not
 * after the twenty of the keep-alive.
 */
export class Generation {
  readonly #waiting = new Map<object, number>();
  #timer: NodeJS.Timeout | undefined;
  #isAsking = false;
  #lose: (error: Error) => void = () => undefined;
  readonly #lost: Promise<never>;
  isLost = false;
  /** Whether its stream of appends is open. */
  hasAppended = false;

  constructor(
    readonly client: OneClient,
    private readonly whenLost: (error: Error) => void,
  ) {
    this.#lost = new Promise((_resolve, reject) => {
      this.#lose = reject;
    });
    this.#lost.catch(() => undefined);
  }

  /** Does one call; rejects at once with `ConnectionLost` when the client is given up meanwhile. */
  async call<T>(work: (client: OneClient) => Promise<T>): Promise<T> {
    if (this.isLost) throw new ConnectionLost('the connection was lost before');
    const call = {};
    this.#waiting.set(call, performance.now());
    this.#timer ??= setInterval(() => this.#look(), lookEvery).unref();
    try {
      return await Promise.race([work(this.client), this.#lost]);
    } catch (error) {
      if (meaningOf(error) === 'broken' || meaningOf(error) === 'configuration') this.lose(error as Error);
      throw error;
    } finally {
      this.#waiting.delete(call);
      if (this.#waiting.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    }
  }

  /** Asks something cheap; any answer will do. */
  async ping(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new ConnectionLost(`no answer in ${pingWithin} ms`)), pingWithin);
    });
    const reading = collect(
      this.client.readStream(asked, { maxCount: 1, direction: 'backwards', fromRevision: 'end' }),
    );
    reading.catch(() => undefined);
    try {
      await Promise.race([reading, late]);
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Gives the client up, in this very tick. */
  lose(error: Error): void {
    if (this.isLost) return;
    this.isLost = true;
    clearInterval(this.#timer);
    this.#timer = undefined;
    void this.client.end();
    this.#lose(error instanceof ConnectionLost ? error : new ConnectionLost(error.message, { cause: error }));
    this.whenLost(error);
  }

  #look(): void {
    const oldest = Math.min(...this.#waiting.values());
    const waited = performance.now() - oldest;
    if (waited > giveUpAfter) this.lose(new ConnectionLost(`no answer in ${giveUpAfter} ms`));
    else if (waited > doubtAfter && !this.#isAsking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      await this.ping();
    } catch (error) {
      if (meaningOf(error) !== 'answer' && meaningOf(error) !== 'denied') this.lose(error as Error);
    } finally {
      this.#isAsking = false;
    }
  }
}
