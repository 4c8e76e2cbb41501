import { hasLeftBy, isRequiredOn, type Leavings } from '../signing/leaving.js';
import { begunOn, hasSigned, passesLegalityControl } from '../signing/signed-by-all-signatories.js';
import type { SignatoryProgress, SigningProcess } from '../signing/signing-process.js';

/** What is still expected of one signatory, of a convention or of one of its amendments. */
export interface Awaited {
  readonly what: 'deliberation' | 'signature' | 'receipt' | 'deliberation-missing';
  readonly organisation: string;
  /** Since when it can be done; of what is missing to an act that was done: the day of that act. */
  readonly since: string;
}

/**
 * What a signing process still expects on a day, signatory by signatory: the deliberation, then the signature, of those who
 * are required; and of all, what the law wants of what they did: the legality receipt, and the deliberation that they acted
 * without (it is missing, or was not recorded). Whoever has left by then owes nothing.
 */
export const awaitedOf = (process: SigningProcess, day: string, leavings: Leavings): readonly Awaited[] => {
  // Who was to sign was settled when the first of them acted, however late their designation was typed in.
  const settledOn = begunOn(process) ?? '9999-12-31';
  return Object.values(process.progress)
    .map((one) => ({ ...one, designatedOn: one.designatedOn < settledOn ? one.designatedOn : settledOn }))
    .filter(
      ({ signatory, designatedOn }) =>
        designatedOn <= day && !hasLeftBy(signatory.organisation, leavings, day),
    )
    .flatMap((one) => [
      ...(isRequiredOn(one, leavings, day) ? actOf(one, day) : []),
      ...receiptOf(one, day),
      ...missingOf(one, day),
    ]);
};

const approvedBy = ({ deliberation }: SignatoryProgress, day: string): string | undefined =>
  deliberation?.outcome === 'approved' && deliberation.deliberatedOn <= day
    ? deliberation.deliberatedOn
    : undefined;

/** The first day on which it signed or was received, up to a day. */
const actedBy = ({ receipt, signatures }: SignatoryProgress, day: string): string | undefined =>
  [...(receipt ? [receipt.receivedOn] : []), ...signatures.map(({ signedOn }) => signedOn)]
    .filter((on) => on <= day)
    .sort()[0];

function actOf(one: SignatoryProgress, day: string): readonly Awaited[] {
  const { signatory, designatedOn } = one;
  if (hasSigned(one, day)) return [];
  const { organisation, deliberates } = signatory;
  const approvedOn = approvedBy(one, day);
  if (deliberates && approvedOn === undefined && actedBy(one, day) === undefined)
    return [{ what: 'deliberation', organisation, since: designatedOn }];
  return [{ what: 'signature', organisation, since: approvedOn ?? designatedOn }];
}

function receiptOf(one: SignatoryProgress, day: string): readonly Awaited[] {
  const { organisation, kind, deliberates } = one.signatory;
  if (!deliberates || !passesLegalityControl(kind)) return [];
  if (one.receipt && one.receipt.receivedOn <= day) return [];
  const [since] = [approvedBy(one, day), actedBy(one, day)].filter((on) => on !== undefined).sort();
  return since === undefined ? [] : [{ what: 'receipt', organisation, since }];
}

function missingOf(one: SignatoryProgress, day: string): readonly Awaited[] {
  const since = actedBy(one, day);
  const isMissing = one.signatory.deliberates && since !== undefined && approvedBy(one, day) === undefined;
  return isMissing ? [{ what: 'deliberation-missing', organisation: one.signatory.organisation, since }] : [];
}
