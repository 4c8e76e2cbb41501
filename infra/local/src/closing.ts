/** Things to close, in the reverse of the order they were opened; each gets a bound, one that fails stops no other. */
export class Closing {
  readonly #steps: {
    readonly name: string;
    readonly close: () => Promise<unknown> | unknown;
    readonly bound: number;
  }[] = [];
  #closed: Promise<readonly string[]> | undefined;

  /** `bound` in milliseconds. */
  add(name: string, close: () => Promise<unknown> | unknown, bound = 10_000): void {
    this.#steps.push({ name, close, bound });
  }

  /** Closes all, once; returns a sentence for each that did not close as it should. */
  close(): Promise<readonly string[]> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const { name, close, bound } of this.#steps.reverse()) {
      try {
        await within(bound, close);
      } catch (error) {
        faults.push(`${name} : ${(error as Error).message}`);
      }
    }
    return faults;
  }
}

async function within(milliseconds: number, work: () => Promise<unknown> | unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`pas fini après ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
