import { Rejection } from '@ctg/decider';

/** How many readers there may be at once: of one token, and in all. */
export class Seats {
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(
    private readonly ofOne: number,
    private readonly ofAll: number,
  ) {}

  /** Takes a seat; the function that is returned gives it back. @throws Rejection 429 when none is free */
  take(token: string): () => void {
    const own = this.#taken.get(token) ?? 0;
    if (own >= this.ofOne) throw full(`au plus ${this.ofOne} à la fois avec un jeton`, own);
    if (this.#all >= this.ofAll) throw full(`au plus ${this.ofAll} à la fois en tout`, this.#all);
    this.#taken.set(token, own + 1);
    this.#all++;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#all--;
      const left = (this.#taken.get(token) ?? 1) - 1;
      if (left > 0) this.#taken.set(token, left);
      else this.#taken.delete(token);
    };
  }
}

const full = (expected: string, found: number) =>
  new Rejection(429, {
    code: 'too-many-readers',
    title: 'Trop de lectures du fil sont en cours.',
    expected,
    found: String(found),
    advice: 'Fermez-en une, ou réessayez plus tard.',
  });
