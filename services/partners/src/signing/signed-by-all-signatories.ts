import type { SignatoryProgress, SigningProcess } from './signing-process.js';

/** A signatory has signed when each signature that is expected of it is there (a Caf: president *and* director). */
const hasSigned = ({ signatory, signatures }: SignatoryProgress): boolean =>
  signatory.signatures.every((capacity) => signatures.some((one) => one.signingCapacity === capacity));

/** The required signatories that have not signed. */
export const missingSignatories = (process: SigningProcess): readonly SignatoryProgress[] =>
  Object.values(process.progress).filter((one) => one.signatory.required && !hasSigned(one));

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

/** The later of two days: what is signed takes effect neither before the last signature nor before its effect date. */
export const laterOf = (one: string, other: string): string => (one > other ? one : other);
