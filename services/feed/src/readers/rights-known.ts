const lookEvery = 20;

/**
 * How far rights are known: the position to which this service has learned of conventions and of who takes part in them.
 * No event beyond it is handed out: nobody's right to it can be told, and it would be withheld for good from someone who
 * may have it.
 */
export class RightsKnown {
  readonly #waiting = new Set<() => void>();
  #looking: NodeJS.Timeout | undefined;

  constructor(private readonly learned: () => bigint) {}

  get position(): bigint {
    return this.learned();
  }

  /** Waits until it lies beyond a position; false when the time (milliseconds) is over or the signal aborts. */
  async passes(position: bigint, milliseconds: number, signal: AbortSignal): Promise<boolean> {
    if (this.position > position) return true;
    if (signal.aborted || milliseconds <= 0) return false;
    await new Promise<void>((resolve) => {
      const leave = () => {
        clearTimeout(late);
        signal.removeEventListener('abort', leave);
        this.#waiting.delete(look);
        resolve();
      };
      const look = () => {
        if (this.position > position) leave();
      };
      const late = setTimeout(leave, milliseconds);
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(look);
      this.#looking ??= setInterval(() => this.#look(), lookEvery);
    });
    return this.position > position;
  }

  /** One look in memory for all who wait: a thousand quiet readers ask nothing of the database. */
  #look(): void {
    for (const look of this.#waiting) look();
    if (this.#waiting.size > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }
}
