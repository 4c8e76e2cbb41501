import type { OrganisationKind } from '@ctg/contracts/partners';
import type { SignatoryProgress, SigningProcess } from './signing-process.js';

/** The end of time, for "as far as is known". */
const ever = '9999-12-31';

/**
 * A signatory has signed when each signature that is expected of it is there (a Caf: president *and* director).
 * @param by signatures up to that day; default: all that are known
 */
export const hasSigned = ({ signatory, signatures }: SignatoryProgress, by = ever): boolean =>
  signatory.signatures.every((capacity) =>
    signatures.some((one) => one.signingCapacity === capacity && one.signedOn <= by),
  );

/** Whether anybody has deliberated or signed by a day: from then on it is settled who is to sign. */
export const hasBegun = (process: SigningProcess, by = ever): boolean =>
  Object.values(process.progress).some(
    ({ deliberation, signatures }) =>
      (deliberation && deliberation.deliberatedOn <= by) || signatures.some(({ signedOn }) => signedOn <= by),
  );

/** The required signatories that have not signed by a day. */
export const missingSignatories = (process: SigningProcess, by = ever): readonly SignatoryProgress[] =>
  Object.values(process.progress).filter((one) => one.signatory.required && !hasSigned(one, by));

/**
 * The rule "signed by all signatories": the day of the last signature of the required signatories once none is missing,
 * else undefined. Somebody must be required to sign: an empty list is signed by nobody.
 */
export function signedByAllOn(process: SigningProcess): string | undefined {
  const required = Object.values(process.progress).filter((one) => one.signatory.required);
  if (required.length === 0 || missingSignatories(process).length > 0) return undefined;
  return required
    .flatMap((one) => one.signatures.map((signature) => signature.signedOn))
    .reduce((latest, day) => (day > latest ? day : latest));
}

/** Whose deliberations go through the State's legality control, which makes them executory. */
const authorities: ReadonlySet<OrganisationKind> = new Set([
  'commune',
  'epci',
  'syndicat',
  'departement',
  'region',
  'ccas',
]);

export const passesLegalityControl = (kind: OrganisationKind): boolean => authorities.has(kind);

/**
 * The organisations that have signed, or have a receipt, by a day without a deliberation that approves: it was recorded
 * in another order, or is missing.
 */
export const deliberationsMissingOn = (process: SigningProcess, day = ever): readonly string[] =>
  Object.values(process.progress)
    .filter(
      ({ signatory, deliberation, receipt, signatures }) =>
        signatory.deliberates &&
        !(deliberation?.outcome === 'approved' && deliberation.deliberatedOn <= day) &&
        ((receipt && receipt.receivedOn <= day) || signatures.some(({ signedOn }) => signedOn <= day)),
    )
    .map(({ signatory }) => signatory.organisation);

/** The organisations that have acted by a day and whose legality receipt is not there: the law wants it, all the same. */
export const receiptsMissingOn = (process: SigningProcess, day = ever): readonly string[] =>
  Object.values(process.progress)
    .filter(
      ({ signatory, deliberation, receipt, signatures }) =>
        signatory.deliberates &&
        passesLegalityControl(signatory.kind) &&
        !(receipt && receipt.receivedOn <= day) &&
        ((deliberation?.outcome === 'approved' && deliberation.deliberatedOn <= day) ||
          signatures.some(({ signedOn }) => signedOn <= day)),
    )
    .map(({ signatory }) => signatory.organisation);
