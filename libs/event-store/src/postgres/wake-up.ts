/**
 * Wakes subscriptions of this process when something was appended here. Only a hint: what other processes append is
 * found by asking the store again and again.
 */
export class WakeUp {
  readonly #sleepers = new Set<() => void>();

  /** Something is new. */
  ring(): void {
    for (const wake of this.#sleepers) wake();
  }

  /** Sleeps until the next ring, at most so long, at most until the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
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
