/** What was opened, closed in the opposite order; one that fails to close does not keep the others open. */
export class Closing {
  readonly #closers: (() => Promise<unknown>)[] = [];

  add(close: () => Promise<unknown>): void {
    this.#closers.push(close);
  }

  /** Closes everything once. @throws AggregateError naming what did not close */
  async close(): Promise<void> {
    const faults: unknown[] = [];
    for (const one of this.#closers.splice(0).reverse()) {
      try {
        await one();
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, `Not closed cleanly: ${faults.join(' ; ')}`);
  }
}
