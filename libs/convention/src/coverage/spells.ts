import { compareDays } from '@ctg/calendar';
import { lifeOf, perimetersOf } from '../amendment/amended.js';
import type { ConventionFacts } from '../convention/facts.js';

/** The days on which a convention covers a commune, both included. */
export interface Spell {
  readonly commune: string;
  readonly from: string;
  readonly until: string;
}

/**
 * When a convention covers each of these communes: inside its period, as long as its perimeter holds the commune. One that
 * not all have signed covers nobody.
 */
export function spellsOf(facts: ConventionFacts, communes: readonly string[]): readonly Spell[] {
  const life = lifeOf(facts);
  if (life.completedOn === undefined) return [];
  const spans = perimetersOf(facts, life);
  return communes.flatMap((commune) => {
    const spells: Spell[] = [];
    for (const { from, until = life.lastDay, territory } of spans) {
      const first = from < facts.effectOn ? facts.effectOn : from;
      const last = until < life.lastDay ? until : life.lastDay;
      if (last < first || !territory.communes.includes(commune)) continue;
      spells.push({ commune, from: first, until: last });
    }
    return spells;
  });
}

/** The first and the last day of some spells; undefined where there is none. */
export function extentOf(spells: readonly Spell[]): Pick<Spell, 'from' | 'until'> | undefined {
  const [from] = spells.map((one) => one.from).sort(compareDays);
  const until = spells
    .map((one) => one.until)
    .sort(compareDays)
    .at(-1);
  return from === undefined || until === undefined ? undefined : { from, until };
}
