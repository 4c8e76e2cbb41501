import { StoreUnavailable } from '../../errors.js';

/**
 * Streams of one connection are few: 100 per process and server, and the hundred-and-first waits for ever without a
 * word. Reads queue for a place here, with an end to their patience.
 */
export class Budget {
  #taken = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    readonly places: number,
    private readonly what: string,
  ) {}

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Does the work once there is a place. @throws StoreUnavailable when none became free until then (as `performance.now()` counts) */
  async within<T>(until: number, work: () => Promise<T>): Promise<T> {
    if (this.#taken >= this.places) await this.#wait(until);
    else this.#taken++;
    try {
      return await work();
    } finally {
      // A place is handed on, or given back.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#taken--;
    }
  }

  #wait(until: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const handedOn = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(handedOn), 1);
        reject(new StoreUnavailable(`No place became free among ${this.places} ${this.what}.`));
      }, until - performance.now());
      this.#waiting.push(handedOn);
    });
  }
}

const reads = new Map<string, Budget>();

/** Streams that one connection carries; the next one waits for ever, without a word. */
export const mostStreams = 100;

/** The reads of this process from one server, over whatever client: they share one connection. */
export function readBudget(server: string): Budget {
  const budget = reads.get(server) ?? new Budget(64, 'reads at once');
  reads.set(server, budget);
  return budget;
}
