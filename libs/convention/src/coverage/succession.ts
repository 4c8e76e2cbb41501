import { daysBetween } from '@ctg/calendar';
import type { ConventionFacts } from '../convention/facts.js';
import { extentOf, type Spell, spellsOf } from './spells.js';

/** What lies between a convention and the one before it on the same communes. */
export interface Succession {
  readonly conventionId: string;
  readonly title: string;
  /** Days that neither covers: 0 when one follows the other without a gap. */
  readonly gapDays: number;
  /** Days that both cover. */
  readonly overlapDays: number;
}

/**
 * The convention that covered these communes before this one, and the days between the two, counted on the communes that
 * both have. Only what all have signed covers anybody.
 *
 * @param others the other conventions of the place
 */
export function successionOf(
  facts: ConventionFacts,
  others: readonly ConventionFacts[],
  communes: readonly string[],
): Succession | undefined {
  const own = spellsOf(facts, communes);
  const begin = extentOf(own)?.from;
  if (begin === undefined) return undefined;
  let before: { readonly facts: ConventionFacts; readonly from: string; readonly until: string } | undefined;
  for (const other of others) {
    if (other.conventionId === facts.conventionId) continue;
    const earlier = extentOf(shared(spellsOf(other, communes), own));
    if (!earlier || !isBefore(earlier.from, other, begin, facts)) continue;
    if (!before || earlier.until > before.until) before = { facts: other, ...earlier };
  }
  if (!before) return undefined;
  const after = extentOf(shared(own, spellsOf(before.facts, communes)));
  if (!after) return undefined;
  const between = daysBetween(before.until, after.from) - 1;
  const lastOfBoth = before.until < after.until ? before.until : after.until;
  return {
    conventionId: before.facts.conventionId,
    title: before.facts.title,
    gapDays: Math.max(between, 0),
    overlapDays: between >= 0 ? 0 : daysBetween(after.from, lastOfBoth) + 1,
  };
}

/** Those of the spells whose commune the others have too. */
function shared(spells: readonly Spell[], others: readonly Spell[]): readonly Spell[] {
  const had = new Set(others.map(({ commune }) => commune));
  return spells.filter(({ commune }) => had.has(commune));
}

/** Of two that begin on one day the one that was opened first comes before. */
function isBefore(from: string, other: ConventionFacts, begin: string, facts: ConventionFacts): boolean {
  if (from !== begin) return from < begin;
  return `${other.openedOn} ${other.conventionId}` < `${facts.openedOn} ${facts.conventionId}`;
}
