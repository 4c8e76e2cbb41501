import { passesLegalityControl } from '../signing/signed-by-all-signatories.js';
import type { SignatoryProgress, SigningProcess } from '../signing/signing-process.js';

/** What is still expected of one signatory, of a convention or of one of its amendments. */
export interface Awaited {
  readonly what: 'deliberation' | 'signature' | 'receipt';
  readonly organisation: string;
  /** Since when it can be done. */
  readonly since: string;
}

/**
 * What a signing process still expects on a day, signatory by signatory: the deliberation, then the signature; the legality
 * receipt beside them. Whoever has left by then is waited for no more, whose signature is optional is not waited for.
 *
 * @param left organisations that have left by the day
 */
export const awaitedOf = (
  { progress }: SigningProcess,
  day: string,
  left: ReadonlySet<string>,
): readonly Awaited[] =>
  Object.values(progress)
    .filter(({ signatory, designatedOn }) => designatedOn <= day && !left.has(signatory.organisation))
    .flatMap((one) => [...actOf(one, day), ...receiptOf(one, day)]);

function actOf(
  { signatory, designatedOn, deliberation, signatures }: SignatoryProgress,
  day: string,
): readonly Awaited[] {
  const { organisation, required, deliberates } = signatory;
  const signed = signatures.filter(({ signedOn }) => signedOn <= day);
  const isWhole = signatory.signatures.every((capacity) =>
    signed.some(({ signingCapacity }) => signingCapacity === capacity),
  );
  if (!required || isWhole) return [];
  const voted = deliberation && deliberation.deliberatedOn <= day ? deliberation : undefined;
  if (deliberates && voted?.outcome !== 'approved')
    return [{ what: 'deliberation', organisation, since: designatedOn }];
  return [{ what: 'signature', organisation, since: voted?.deliberatedOn ?? designatedOn }];
}

function receiptOf(
  { signatory, deliberation, receipt, signatures }: SignatoryProgress,
  day: string,
): readonly Awaited[] {
  const { organisation, kind, deliberates } = signatory;
  if (!deliberates || !passesLegalityControl(kind) || (receipt && receipt.receivedOn <= day)) return [];
  const approved = deliberation?.outcome === 'approved' ? [deliberation.deliberatedOn] : [];
  const [since] = [...approved, ...signatures.map(({ signedOn }) => signedOn)].sort();
  return since !== undefined && since <= day ? [{ what: 'receipt', organisation, since }] : [];
}
