/** Does something with the newest of what it is given, one at a time: what is overtaken while it works is left out. */
export class Conflater<T> {
  #waiting: { readonly item: T } | undefined;
  #working: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(private readonly work: (item: T) => Promise<void>) {}

  /** Waits for nothing. */
  do(item: T): void {
    this.#waiting = { item };
    this.#working ??= this.#run();
  }

  /** When nothing is left to do. Never rejects. */
  async settled(): Promise<void> {
    await this.#working;
  }

  /** @throws what a work before has thrown */
  throwIfFailed(): void {
    if (this.#failure) throw this.#failure.error;
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiting && !this.#failure) {
        const { item } = this.#waiting;
        this.#waiting = undefined;
        await this.work(item);
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#working = undefined;
  }
}
