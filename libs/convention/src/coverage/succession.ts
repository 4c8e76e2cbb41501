import { daysBetween } from '@ctg/calendar';
import type { ConventionFacts } from '../convention/facts.js';
import { extentOf, type Spell, type SpellsOfCommune } from './spells.js';

/** What lies between a convention and the one before it on the same communes. */
export interface Succession {
  readonly conventionId: string;
  readonly title: string;
  /** Days that neither covers: 0 when one follows the other without a gap. */
  readonly gapDays: number;
  /** Days that both cover. */
  readonly overlapDays: number;
}

/** Another convention, as far as it has communes of this one. */
interface Shared {
  readonly facts: ConventionFacts;
  /** From when to when each covers the communes that both have. */
  theirs: Spell | undefined;
  own: Spell | undefined;
}

/**
 * The convention that covered these communes before this one, and the days between the two, counted on the communes that
 * both have. Only what all have signed covers anybody.
 *
 * @param spells of each commune of the place, of all conventions that it has had
 */
export function successionOf(
  facts: ConventionFacts,
  spells: ReadonlyMap<string, SpellsOfCommune>,
): Succession | undefined {
  const shared = new Map<string, Shared>();
  let all: Spell | undefined;
  for (const ofCommune of spells.values()) {
    const own = ofCommune.find((one) => one.facts.conventionId === facts.conventionId);
    if (!own) continue;
    all = extentOf(own.spells, all);
    for (const other of ofCommune) {
      if (other === own) continue;
      const known = shared.get(other.facts.conventionId);
      const both = known ?? { facts: other.facts, theirs: undefined, own: undefined };
      both.theirs = extentOf(other.spells, both.theirs);
      both.own = extentOf(own.spells, both.own);
      if (!known) shared.set(other.facts.conventionId, both);
    }
  }
  if (!all) return undefined;
  const begin = all.from;
  const before = [...shared.values()]
    .filter(({ theirs, facts: other }) => theirs && isBefore(theirs.from, other, begin, facts))
    .reduce<Shared | undefined>(
      (last, one) => (last?.theirs && one.theirs && last.theirs.until >= one.theirs.until ? last : one),
      undefined,
    );
  if (!before?.theirs || !before.own) return undefined;
  const { theirs, own } = before;
  const between = daysBetween(theirs.until, own.from) - 1;
  const lastOfBoth = theirs.until < own.until ? theirs.until : own.until;
  return {
    conventionId: before.facts.conventionId,
    title: before.facts.title,
    gapDays: Math.max(between, 0),
    overlapDays: between >= 0 ? 0 : daysBetween(own.from, lastOfBoth) + 1,
  };
}

/** Of two that begin on one day the one that was opened first comes before. */
function isBefore(from: string, other: ConventionFacts, begin: string, facts: ConventionFacts): boolean {
  if (from !== begin) return from < begin;
  return `${other.openedOn} ${other.conventionId}` < `${facts.openedOn} ${facts.conventionId}`;
}
