import type { ConventionFacts, SignatoryProgress } from '@ctg/convention';
import { Rejection } from '@ctg/decider';
import { assertNotBefore, assertNotBeforeOpening } from './signatory.js';

/** One rule about one act, and what it is the rule of: the same act keeps its name when its day is corrected. */
type Rule = readonly [of: string, assert: () => void];

/** What is impossible of the days on which one organisation deliberated, was received and signed. */
function* rulesOf({ deliberation, receipt, signatures }: SignatoryProgress): Generator<Rule> {
  const approved = deliberation?.outcome === 'approved' ? deliberation : undefined;
  if (receipt)
    yield [
      'receipt',
      () =>
        assertNotBefore(receipt.receivedOn, approved, {
          code: 'receipt-before-deliberation',
          title: 'Le récépissé est antérieur à la délibération.',
        }),
    ];
  for (const { signedOn, signingCapacity } of signatures)
    yield [
      signingCapacity,
      () =>
        assertNotBefore(signedOn, approved, {
          code: 'signature-before-deliberation',
          title: 'La signature est antérieure à la délibération.',
        }),
    ];
}

/** The rules of everything that was signed: the convention, and its amendments. */
function* rulesIn(facts: ConventionFacts): Generator<Rule> {
  for (const [organisation, progress] of Object.entries(facts.signing.progress)) {
    for (const { signedOn, signingCapacity } of progress.signatures)
      yield [`opening ${organisation} ${signingCapacity}`, () => assertNotBeforeOpening(signedOn, facts)];
    for (const [act, assert] of rulesOf(progress)) yield [`${organisation} ${act}`, assert];
  }
  for (const { amendmentId, signing } of Object.values(facts.amendments))
    for (const [organisation, progress] of Object.entries(signing.progress))
      for (const [act, assert] of rulesOf(progress)) yield [`${amendmentId} ${organisation} ${act}`, assert];
}

/**
 * A correction makes nothing impossible that was possible: no signature before the convention or its deliberation, no
 * receipt before what it is the receipt of. What was impossible before it keeps nobody from correcting the rest.
 * @throws Rejection 422 `signature-before-opening`, `signature-before-deliberation`, `receipt-before-deliberation`
 */
export function assertPossibleDates(facts: ConventionFacts, before: ConventionFacts | undefined): void {
  const wrongBefore = new Set<string>();
  for (const [of, assert] of before ? rulesIn(before) : []) if (isBroken(assert)) wrongBefore.add(of);
  for (const [of, assert] of rulesIn(facts)) if (!wrongBefore.has(of)) assert();
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
