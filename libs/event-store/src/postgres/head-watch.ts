import type { Position } from '../port.js';
import type { WakeUp } from '../wake-up.js';
import type { AppendHints } from './append-hints.js';

/** How often the end of the store is looked at while somebody follows it, in milliseconds: with hints, and without. */
const lookEvery = { hinted: 100, unhinted: 15 };
/** After a failed look; whoever follows finds the fault by itself. */
const lookAfterFault = 250;
/** Hints that cannot be had are asked for again after so long. */
const listenAgainAfter = 5_000;

/**
 * Watches the end of the store for all subscriptions of this process together: what other processes append is heard of by
 * their hints, and found by one question now and then, however many follow.
 */
export class HeadWatch {
  #followers = 0;
  #last: Position = 0n;
  #timer: NodeJS.Timeout | undefined;
  #isHinted = false;
  #listenAt = Number.NEGATIVE_INFINITY;
  #unlisten: (() => Promise<void>) | undefined;
  #isClosed = false;

  constructor(
    private readonly readHead: () => Promise<Position>,
    private readonly wakeUp: WakeUp,
    private readonly hints: AppendHints,
  ) {}

  /** Begins to watch for one more follower; returns what ends it. */
  follow(): () => void {
    if (this.#followers++ === 0) this.#lookAgain(0);
    return () => {
      if (--this.#followers === 0) clearTimeout(this.#timer);
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#unlisten?.();
  }

  #lookAgain(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), milliseconds);
  }

  async #look(): Promise<void> {
    let next = this.#isHinted ? lookEvery.hinted : lookEvery.unhinted;
    try {
      await this.#listen();
      const head = await this.readHead();
      if (head > this.#last) this.wakeUp.ring();
      this.#last = head;
    } catch {
      next = lookAfterFault;
    }
    // Closed while it looked: whoever still follows is told by the closed store.
    if (this.#followers > 0 && !this.#isClosed) this.#lookAgain(next);
  }

  async #listen(): Promise<void> {
    if (this.#isHinted || this.#isClosed || performance.now() < this.#listenAt) return;
    this.#listenAt = performance.now() + listenAgainAfter;
    const unlisten = await this.hints.listen(
      () => this.wakeUp.ring(),
      () => {
        this.#isHinted = false;
      },
    );
    this.#isHinted = true;
    this.#unlisten = unlisten;
    // Closed meanwhile.
    if (this.#isClosed) await unlisten();
  }
}
