/**
 * Wakes subscriptions of this process when something was appended, here or (see `HeadWatch`) elsewhere. Only a hint:
 * whoever sleeps also looks by itself now and then.
 */
export class WakeUp {
  readonly #sleepers = new Set<() => void>();

  #rings = 0;

  /** To be taken before looking, and given to `sleep` after: a ring in between is then not slept through. */
  get rings(): number {
    return this.#rings;
  }

  /** Something is new. */
  ring(): void {
    this.#rings++;
    for (const wake of this.#sleepers) wake();
  }

  /** Sleeps until a ring after the `heard` one, at most so long, at most until the signal aborts. */
  sleep(milliseconds: number, heard: number, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted || heard !== this.#rings) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        this.#sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      signal?.addEventListener('abort', wake, { once: true });
      this.#sleepers.add(wake);
    });
  }
}
