/** Others have their turn after so many milliseconds, and after so many steps on the fastest machine. */
const longestTurn = 8;
const mostSteps = 500;

/** For work in many steps: lets the event loop go on now and then. */
export class Turns {
  #began = performance.now();
  #steps = 0;

  /** To be awaited after each step. */
  async give(): Promise<void> {
    if (++this.#steps < mostSteps && performance.now() - this.#began <= longestTurn) return;
    await new Promise(setImmediate);
    this.#began = performance.now();
    this.#steps = 0;
  }
}
