import type { Position } from '../port.js';
import type { WakeUp } from './wake-up.js';

/** How often the end of the store is looked at while somebody follows it, in milliseconds. */
const lookEvery = 15;
/** After a failed look; whoever follows finds the fault by itself. */
const lookAfterFault = 250;

/**
 * Looks at the end of the store for all subscriptions of this process together: what other processes append is found by
 * one question every few milliseconds, however many follow.
 */
export class HeadWatch {
  #followers = 0;
  #last: Position = 0n;
  #asked: Promise<Position> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly readHead: () => Promise<Position>,
    private readonly wakeUp: WakeUp,
  ) {}

  /** The end of the store, read after this call; calls of the same moment share one reading. */
  head(): Promise<Position> {
    this.#asked ??= Promise.resolve().then(() => {
      this.#asked = undefined;
      return this.readHead();
    });
    return this.#asked;
  }

  /** Begins to watch for one more follower; returns what ends it. */
  follow(): () => void {
    if (this.#followers++ === 0) this.#lookAgain(lookEvery);
    return () => {
      if (--this.#followers === 0) clearTimeout(this.#timer);
    };
  }

  #lookAgain(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), milliseconds);
  }

  async #look(): Promise<void> {
    let next = lookEvery;
    try {
      const head = await this.head();
      if (head > this.#last) this.wakeUp.ring();
      this.#last = head;
    } catch {
      next = lookAfterFault;
    }
    if (this.#followers > 0) this.#lookAgain(next);
  }
}
