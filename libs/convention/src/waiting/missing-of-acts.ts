import type { ConventionFacts } from '../convention/facts.js';
import { type AwaitedAct, actsAwaitedOn } from './acts-awaited.js';

/**
 * Who acted on a day's convention, or on an amendment on its way, without what the law wants of it: authorities that have
 * deliberated or signed and have no legality receipt, organisations that have signed or have a receipt and no recorded
 * deliberation. The same acts as the work list counts, each organisation once.
 */
export function missingOfActsOn(
  facts: ConventionFacts,
  day: string,
): { readonly receiptsMissing: readonly string[]; readonly deliberationsMissing: readonly string[] } {
  const acts = actsAwaitedOn(facts, day);
  const of = (wanted: AwaitedAct['what']) => [
    ...new Set(acts.filter(({ what }) => what === wanted).map(({ organisation }) => organisation)),
  ];
  return { receiptsMissing: of('receipt'), deliberationsMissing: of('deliberation-missing') };
}
