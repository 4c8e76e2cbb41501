import { type Position, START } from '../../port.js';

/** Milliseconds: many commands ask for streams that are not there yet, and one look serves them. */
const keepFor = 1_000;

/**
 * The streams of ours whose metadata somebody wrote; nobody should. A stream that was deleted softly reads as one that never
 * was, and the rights of the service do not let it ask for the metadata of one stream. But the log of the whole shows them:
 * the server looks through it, from where it was looked through before, when a stream is not found.
 */
export class DescribedStreams {
  readonly #names = new Set<string>();
  #upTo: Position = START;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;

  constructor(
    private readonly described: (
      after: Position,
    ) => Promise<{ readonly streams: readonly string[]; readonly upTo: Position }>,
  ) {}

  /** As it was at most a second ago. */
  async has(stream: string): Promise<boolean> {
    if (this.#names.has(stream)) return true;
    if (performance.now() - this.#lookedAt >= keepFor) {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = undefined;
      });
      await this.#looking;
    }
    return this.#names.has(stream);
  }

  /** Over a new connection the log may be another one. */
  forget(): void {
    this.#names.clear();
    this.#upTo = START;
    this.#lookedAt = Number.NEGATIVE_INFINITY;
  }

  async #look(): Promise<void> {
    const began = performance.now();
    const { streams, upTo } = await this.described(this.#upTo);
    for (const stream of streams) this.#names.add(stream);
    this.#upTo = upTo;
    this.#lookedAt = began;
  }
}
