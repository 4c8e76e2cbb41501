import type { Actor } from '@ctg/access';
import { Rejection } from '@ctg/decider';

/** How many there may be at once. */
interface SeatLimits {
  /** Of one person, whatever tokens they have. */
  readonly ofPerson: number;
  /** Of all persons of one Caf; those of none count as one Caf. */
  readonly ofCaf: number;
  readonly ofAll: number;
}

export interface SeatsOptions extends SeatLimits {
  /** Code and title of the refusal. */
  readonly full: { readonly code: string; readonly title: string };
}

/** Who a limit counts: the verified person within their Caf. */
export const personOf = ({ cafId, subject }: Actor): string => `${cafId ?? ''} ${subject}`;

/** Places that are shared so that neither one person nor one Caf can take them all. */
export class Seats {
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(private readonly options: SeatsOptions) {}

  /** Takes a seat; the function that is returned gives it back, once. @throws Rejection 429 when none is free */
  take(actor: Actor): () => void {
    const { ofPerson, ofCaf, ofAll } = this.options;
    const person = personOf(actor);
    const caf = actor.cafId ?? '';
    this.#assertBelow(ofPerson, this.#taken.get(person), 'à la fois par personne');
    this.#assertBelow(ofCaf, this.#taken.get(caf), 'à la fois par Caf');
    this.#assertBelow(ofAll, this.#all, 'à la fois en tout');
    this.#add(person, 1);
    this.#add(caf, 1);
    this.#all++;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#all--;
      this.#add(person, -1);
      this.#add(caf, -1);
    };
  }

  #add(key: string, change: 1 | -1): void {
    const now = (this.#taken.get(key) ?? 0) + change;
    if (now > 0) this.#taken.set(key, now);
    else this.#taken.delete(key);
  }

  #assertBelow(limit: number, taken = 0, whose: string): void {
    if (taken < limit) return;
    throw new Rejection(429, {
      ...this.options.full,
      expected: `au plus ${limit} ${whose}`,
      found: String(taken),
      advice: 'Fermez-en une, ou réessayez dans quelques secondes.',
    });
  }
}
