import type { OrganisationKind } from '@ctg/contracts/partners';
import { type Leavings, nobodyLeaves, releasedFrom } from './leaving.js';
import type { SignatoryProgress, SigningProcess } from './signing-process.js';

/** The end of time, for "as far as is known". */
const ever = '9999-12-31';

const earlier = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one;

/**
 * The day on which the last signature that is expected of a signatory was there (a Caf: president *and* director);
 * undefined while one is missing.
 */
function signedOn({ signatory, signatures }: SignatoryProgress): string | undefined {
  let last = '';
  for (const capacity of signatory.signatures) {
    const first = signatures
      .filter((one) => one.signingCapacity === capacity)
      .reduce<string | undefined>((day, one) => earlier(day, one.signedOn), undefined);
    if (first === undefined) return undefined;
    if (first > last) last = first;
  }
  return last;
}

/**
 * A signatory has signed when each signature that is expected of it is there.
 * @param by signatures up to that day; default: all that are known
 */
export const hasSigned = (progress: SignatoryProgress, by = ever): boolean =>
  (signedOn(progress) ?? '9999-99-99') <= by;

/** The first day of which somebody's act is known: from then on it is settled who is to sign. */
export const begunOn = (process: SigningProcess): string | undefined =>
  Object.values(process.progress)
    .flatMap(({ deliberation, signatures }) => [
      deliberation?.deliberatedOn,
      ...signatures.map((one) => one.signedOn),
    ])
    .reduce(earlier, undefined);

/** Whether anybody has deliberated or signed by a day. */
export const hasBegun = (process: SigningProcess, by = ever): boolean =>
  (begunOn(process) ?? '9999-99-99') <= by;

/**
 * The rule "signed by all signatories": the first day on which each of its required signatories had signed or was not
 * required any more (`isRequiredOn`), so the later of the last signature and the day on which the leaving of the last
 * that had not signed was settled; else undefined. Somebody must have signed: an empty list is signed by nobody.
 */
export function signedByAllOn(
  process: SigningProcess,
  leavings: Leavings = nobodyLeaves,
): string | undefined {
  const required = Object.values(process.progress)
    .filter(({ signatory }) => signatory.required)
    .map((progress) => ({ progress, signed: signedOn(progress) }));
  const first = required.reduce<string | undefined>((day, { signed }) => earlier(day, signed), undefined);
  for (let day = first; day !== undefined; ) {
    let last = day;
    for (const { progress, signed } of required) {
      if (signed !== undefined && signed <= last) continue;
      const settled = earlier(signed, releasedFrom(progress, leavings, last));
      if (settled === undefined) return undefined;
      if (settled > last) last = settled;
    }
    if (last === day) return day;
    // Who was not required for a while may have been again by the day that another signed.
    day = last;
  }
  return undefined;
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
