/** Others have their turn after so many milliseconds. */
const longestTurn = 8;

/** For work in many steps: lets the event loop go on now and then. */
export class Turns {
  #began = performance.now();

  /** To be awaited after each step. */
  async give(): Promise<void> {
    if (performance.now() - this.#began <= longestTurn) return;
    await new Promise(setImmediate);
    this.#began = performance.now();
  }
}
