import { inEffectOn, type Life, lifeOf } from '../amendment/amended.js';
import type { Amendment, ConventionFacts } from '../convention/facts.js';
import { leavingOn } from '../signing/leaving.js';
import { hasBegun, hasSigned } from '../signing/signed-by-all-signatories.js';
import type { SignatoryProgress } from '../signing/signing-process.js';
import { situationIn } from './situation-on.js';

/** A signatory on a day, with what it had done by then. */
export interface SignatoryOn extends Omit<SignatoryProgress, 'designatedOn' | 'signedBy'> {
  readonly designatedOn: string;
  /** Everything that is expected of it was there by the day. */
  readonly signed: boolean;
  /** The amendment by which it joined: it deliberated on that one and signed that one. */
  readonly joinedBy?: string;
  /** Its last day, once its leaving is settled. */
  readonly leftOn?: string;
}

/**
 * Who signs the convention on a day. Who was to sign was settled when the first of them deliberated or signed, however
 * late their designation was typed in, and for all days that the signed convention covers.
 */
export function signatoriesOn(
  facts: ConventionFacts,
  life: Life,
  day: string,
  covered: boolean,
): readonly SignatoryOn[] {
  const own = Object.values(facts.signing.progress);
  const settled = hasBegun(facts.signing, day);
  const designated = own.filter(({ designatedOn }) => covered || settled || designatedOn <= day);
  const removed = facts.removedSignatories.filter(
    ({ designatedOn, removedOn }) => !covered && designatedOn <= day && day < removedOn,
  );
  const shown = new Map(
    [...removed.map(({ removedOn: _on, ...progress }) => progress), ...designated].map((progress) => [
      progress.signatory.organisation,
      by(progress, day),
    ]),
  );
  for (const amendment of inEffectOn(life, day)) join(shown, amendment, day);
  for (const organisation of life.leavings.keys()) {
    const leaver = shown.get(organisation);
    const leaving = leavingOn(organisation, life.leavings, day);
    if (leaver && leaving) shown.set(organisation, { ...leaver, leftOn: leaving.lastDay });
  }
  return [...shown.values()];
}

/** The signatories of a convention on a day, as `conventionOn` has them. */
export function signatoriesOf(facts: ConventionFacts, day: string): readonly SignatoryOn[] {
  const life = lifeOf(facts);
  return signatoriesOn(facts, life, day, situationIn(facts, life, day).covered);
}

/** Still a party on a day: the day of its departure is its last. */
export const isPartyOn = ({ leftOn }: SignatoryOn, day: string): boolean =>
  leftOn === undefined || day <= leftOn;

function join(
  shown: Map<string, SignatoryOn>,
  { amendmentId, changes, signing }: Amendment,
  day: string,
): void {
  for (const organisation of changes.removedSignatories) shown.delete(organisation);
  for (const { organisation } of changes.addedSignatories) {
    const progress = signing.progress[organisation];
    if (progress) shown.set(organisation, { ...by(progress, day), joinedBy: amendmentId });
  }
}

/** What a signatory had done by a day. */
export function progressBy(
  { deliberation, receipt, signatures, signatory, designatedOn }: SignatoryProgress,
  day: string,
): Omit<SignatoryProgress, 'signedBy'> {
  return {
    signatory,
    designatedOn,
    ...(deliberation && deliberation.deliberatedOn <= day ? { deliberation } : {}),
    ...(receipt && receipt.receivedOn <= day ? { receipt } : {}),
    signatures: signatures.filter(({ signedOn }) => signedOn <= day),
  };
}

const by = (progress: SignatoryProgress, day: string): SignatoryOn => ({
  ...progressBy(progress, day),
  signed: hasSigned(progress, day),
});
