import { addDays, compareDays } from '@ctg/calendar';
import type { Amendment, ConventionFacts } from '../convention/facts.js';
import type { Leaving, Leavings } from '../signing/leaving.js';

/** Who leaves a convention, and joins again, while its life is followed. */
export class LeavingsBook {
  readonly #all: Map<string, Leaving[]>;

  constructor(departures: ConventionFacts['departures']) {
    this.#all = new Map(
      Object.entries(departures).map(([organisation, notices]) => [
        organisation,
        inOrder(notices.map(({ noticeOn, leavesOn }) => ({ settledOn: noticeOn, lastDay: leavesOn }))),
      ]),
    );
  }

  get all(): Leavings {
    return this.#all;
  }

  /** Those that concern an amendment: whoever joins by it, even again, is required on it. */
  concerning({ changes: { addedSignatories } }: Amendment): Leavings {
    const joining = new Set(addedSignatories.map(({ organisation }) => organisation));
    if (![...joining].some((organisation) => this.#all.has(organisation))) return this.#all;
    return new Map([...this.#all].filter(([organisation]) => !joining.has(organisation)));
  }

  /** Notes whom an amendment that counts lets go or takes back. @returns whether it does either */
  follow(
    { effectOn, changes: { addedSignatories, removedSignatories } }: Amendment,
    settledOn: string,
  ): boolean {
    const leaving = { settledOn, lastDay: addDays(effectOn, -1) };
    for (const organisation of removedSignatories)
      this.#all.set(organisation, inOrder([...(this.#all.get(organisation) ?? []), { ...leaving }]));
    for (const { organisation } of addedSignatories)
      for (const one of this.#all.get(organisation) ?? [])
        if (one.settledOn <= settledOn) one.back ??= { settledOn, from: effectOn };
    return removedSignatories.length + addedSignatories.length > 0;
  }
}

const inOrder = (leavings: Leaving[]): Leaving[] =>
  leavings.sort((one, other) => compareDays(one.settledOn, other.settledOn));
