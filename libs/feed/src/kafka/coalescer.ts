/**
 * Gathers what is added while something is under way and does it together with the next: the partitions that the client
 * hands over one by one become one transaction. Nothing is left out (see `Conflater`).
 */
export class Coalescer<T> {
  #waiting: { readonly item: T; readonly resolve: () => void; readonly reject: (error: unknown) => void }[] =
    [];
  #isRunning = false;

  constructor(private readonly doAll: (items: readonly T[]) => Promise<void>) {}

  /** Resolves when the item has been done, rejects when what it was done together with has failed. */
  add(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // What comes in the same moment comes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const taken = this.#waiting;
      this.#waiting = [];
      try {
        await this.doAll(taken.map(({ item }) => item));
        for (const { resolve } of taken) resolve();
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    this.#isRunning = false;
  }
}
