import { type Life, lifeOf, type PerimeterSpan, perimetersOf } from '../amendment/amended.js';
import type { ConventionFacts } from '../convention/facts.js';

/** The days on which a convention covers a commune, both included. */
export interface Spell {
  readonly from: string;
  readonly until: string;
}

/** The days on which a commune is covered, and by which conventions, the oldest first. */
export type SpellsOfCommune = readonly {
  readonly facts: ConventionFacts;
  readonly spells: readonly Spell[];
}[];

/** A convention with what follows from its facts whatever the day, worked out once. */
export interface Followed {
  readonly facts: ConventionFacts;
  readonly life: Life;
  readonly spans: readonly PerimeterSpan[];
}

export const followed = (facts: ConventionFacts): Followed => {
  const life = lifeOf(facts);
  return { facts, life, spans: perimetersOf(facts, life) };
};

/**
 * When conventions cover each of these communes: inside the period, as long as the perimeter holds the commune. One that
 * not all have signed covers nobody. Its work is that of the perimeters, however many conventions the place has had.
 */
export function spellsByCommune(
  conventions: readonly Followed[],
  communes: readonly string[],
): ReadonlyMap<string, SpellsOfCommune> {
  const found = new Map<string, { facts: ConventionFacts; spells: Spell[] }[]>(
    communes.map((code) => [code, []]),
  );
  for (const { facts, life, spans } of conventions) {
    if (life.completedOn === undefined) continue;
    for (const { from, until = life.lastDay, territory } of spans) {
      const first = from < facts.effectOn ? facts.effectOn : from;
      const last = until < life.lastDay ? until : life.lastDay;
      if (last < first) continue;
      for (const code of territory.communes) {
        const all = found.get(code);
        if (!all) continue;
        const own = all.at(-1);
        if (own?.facts === facts) own.spells.push({ from: first, until: last });
        else all.push({ facts, spells: [{ from: first, until: last }] });
      }
    }
  }
  return found;
}

/** The first and the last day of some spells; undefined where there is none. */
export function extentOf(spells: Iterable<Spell>, before?: Spell): Spell | undefined {
  let extent = before;
  for (const { from, until } of spells) {
    extent = {
      from: extent && extent.from < from ? extent.from : from,
      until: extent && extent.until > until ? extent.until : until,
    };
  }
  return extent;
}
