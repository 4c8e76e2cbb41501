import {
  asAmended,
  type ConventionFacts,
  type SignatoryProgress,
  type SigningProcess,
} from '@ctg/convention';
import { assertEffect } from '../amendment/propose-amendment.js';
import { assertNothingNewlyImpossible, type Rule } from '../correction/newly-impossible.js';
import { assertNotBefore, assertNotBeforeOpening, assertSameDocument } from './signatory.js';

/** What is impossible of what one organisation deliberated, received and signed. */
function* rulesOf(
  { documentHash }: SigningProcess,
  { deliberation, receipt, signatures }: SignatoryProgress,
): Generator<Rule> {
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
  for (const { signedOn, signingCapacity, documentHash: signed } of signatures) {
    yield [`document ${signingCapacity}`, () => assertSameDocument(documentHash, signed)];
    yield [
      signingCapacity,
      () =>
        assertNotBefore(signedOn, approved, {
          code: 'signature-before-deliberation',
          title: 'La signature est antérieure à la délibération.',
        }),
    ];
  }
}

/** The rules of everything that was signed: the convention, and its amendments. */
function* rulesIn(facts: ConventionFacts): Generator<Rule> {
  for (const [organisation, progress] of Object.entries(facts.signing.progress)) {
    for (const { signedOn, signingCapacity } of progress.signatures)
      yield [`opening ${organisation} ${signingCapacity}`, () => assertNotBeforeOpening(signedOn, facts)];
    for (const [act, assert] of rulesOf(facts.signing, progress)) yield [`${organisation} ${act}`, assert];
  }
  for (const { amendmentId, effectOn, signing, abandoned } of Object.values(facts.amendments)) {
    if (!abandoned)
      yield [
        `effect ${amendmentId}`,
        () => assertEffect(effectOn, facts.effectOn, termWithout(facts, amendmentId)),
      ];
    for (const [organisation, progress] of Object.entries(signing.progress))
      for (const [act, assert] of rulesOf(signing, progress))
        yield [`${amendmentId} ${organisation} ${act}`, assert];
  }
}

function termWithout(facts: ConventionFacts, amendmentId: string): string {
  const { [amendmentId]: _one, ...amendments } = facts.amendments;
  return asAmended({ ...facts, amendments }).endsOn;
}

/**
 * A correction makes nothing impossible that was possible: no signature before the convention or its deliberation, or of
 * another document than everybody's; no receipt before what it is the receipt of; no amendment outside the period.
 * @throws Rejection 422 `signature-before-opening`, `signature-before-deliberation`, `receipt-before-deliberation`,
 *   `amendment-before-convention`, `amendment-after-term`; 409 `other-document`
 */
export function assertPossibleActs(facts: ConventionFacts, before: ConventionFacts | undefined): void {
  assertNothingNewlyImpossible(rulesIn(facts), before ? rulesIn(before) : []);
}
