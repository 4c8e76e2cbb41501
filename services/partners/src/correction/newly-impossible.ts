import { Rejection } from '@ctg/decider';

/** One rule about one act, and what it is the rule of: the same act keeps its name when what is said of it is corrected. */
export type Rule = readonly [of: string, assert: () => void];

/**
 * A correction makes nothing impossible that was possible. What was impossible before it keeps nobody from correcting the
 * rest.
 * @throws Rejection of the first rule that is broken now and was not before
 */
export function assertNothingNewlyImpossible(now: Iterable<Rule>, before: Iterable<Rule>): void {
  const wrongBefore = new Set<string>();
  for (const [of, assert] of before) if (isBroken(assert)) wrongBefore.add(of);
  for (const [of, assert] of now) if (!wrongBefore.has(of)) assert();
}

function isBroken(assert: () => void): boolean {
  try {
    assert();
    return false;
  } catch (error) {
    if (error instanceof Rejection) return true;
    throw error;
  }
}
