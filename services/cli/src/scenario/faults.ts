import { CliFailure, failed } from '../failure.js';

const mostTold = 20;

/** All that is wrong with a file, told together: who mends one fault wants to know of the next. */
export class Faults {
  /** By place: a loop finds the same fault at each turn. */
  readonly #found = new Map<string, CliFailure>();

  /** Runs a piece of a check; what it finds is kept and the check goes on. */
  attempt(check: () => void, afterFault?: () => void): void {
    try {
      check();
    } catch (error) {
      if (!(error instanceof CliFailure)) throw error;
      this.add(error);
      afterFault?.();
    }
  }

  add(fault: CliFailure): void {
    const { line, column } = fault.details;
    const place = `${line}:${column}`;
    if (!this.#found.has(place)) this.#found.set(place, fault);
  }

  /** Nothing was found so far. */
  get isEmpty(): boolean {
    return this.#found.size === 0;
  }

  /** In the order of the file. @throws CliFailure the one fault, or one that tells of them all, at most twenty */
  tell(): void {
    const faults = [...this.#found.values()].sort(inOrder);
    const [first] = faults;
    if (!first) return;
    if (faults.length === 1) throw first;
    const more = faults.length - mostTold;
    const told = faults.slice(0, mostTold).map(({ message }) => message);
    throw failed([...told, ...(more > 0 ? [`… et ${more} de plus.`] : [])].join('\n'), {
      ...first.details,
      faults: faults.map(({ message, details }) => ({ message, ...details })),
    });
  }
}

function inOrder({ details: one }: CliFailure, { details: other }: CliFailure): number {
  return Number(one.line) - Number(other.line) || Number(one.column) - Number(other.column);
}
