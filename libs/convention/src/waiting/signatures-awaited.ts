import type { ConventionFacts } from '../convention/facts.js';
import { type AwaitedAct, actsAwaitedOn } from './acts-awaited.js';

/**
 * The organisations whose deliberation or signature is awaited on a day, each with the act that is most pressing: a late
 * one before another, the convention before its amendments.
 */
export function signaturesAwaitedOn(facts: ConventionFacts, day: string): readonly AwaitedAct[] {
  const pressing = new Map<string, AwaitedAct>();
  for (const act of actsAwaitedOn(facts, day)) {
    if (act.what !== 'deliberation' && act.what !== 'signature') continue;
    const held = pressing.get(act.organisation);
    if (!held || (act.late && !held.late)) pressing.set(act.organisation, act);
  }
  return [...pressing.values()];
}
