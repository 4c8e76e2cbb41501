import type { SignatoryProgress } from './signing-process.js';

/** That a signatory leaves: it gave notice, or an amendment that all have signed removes it. */
export interface Leaving {
  /** Since when it is settled: the day of its notice, or that on which the amendment was completed. */
  readonly settledOn: string;
  /** Its last day as a party. */
  readonly lastDay: string;
  /** It joined again, by an amendment. */
  back?: { readonly settledOn: string; readonly from: string };
}

/** By organisation, in the order in which they were settled. */
export type Leavings = ReadonlyMap<string, readonly Leaving[]>;

/** Nobody leaves. */
export const nobodyLeaves: Leavings = new Map();

/**
 * The one answer to who is required on the process of a convention or of an amendment: each of its required signatories,
 * until its leaving is settled. What it is still asked to sign outlives its membership, and a contract is changed by the
 * consent of those who stay parties to it (Code civil, art. 1193); so nobody waits for it during its notice either, as
 * nobody asks it to sign what is proposed meanwhile. It may sign all the same, until its last day. Who joins again is
 * required again.
 */
export const isRequiredOn = ({ signatory }: SignatoryProgress, leavings: Leavings, day: string): boolean =>
  signatory.required &&
  !leavings
    .get(signatory.organisation)
    ?.some(({ settledOn, back }) => settledOn <= day && !(back && back.settledOn <= day));

/** The first day, from a day on, on which a signatory is not required; undefined: it is from then on. */
export const releasedFrom = (
  progress: SignatoryProgress,
  leavings: Leavings,
  day: string,
): string | undefined =>
  isRequiredOn(progress, leavings, day)
    ? leavings.get(progress.signatory.organisation)?.find(({ settledOn }) => settledOn > day)?.settledOn
    : day;

/** By which leaving an organisation is no party on a day, or will be none, as is known that day. */
export const leavingOn = (organisation: string, leavings: Leavings, day: string): Leaving | undefined =>
  leavings.get(organisation)?.find(({ settledOn, back }) => settledOn <= day && !(back && back.from <= day));

/** Its last day is past, whenever that was settled: it owes nothing any more. */
export const hasLeftBy = (organisation: string, leavings: Leavings, day: string): boolean =>
  leavings.get(organisation)?.some(({ lastDay, back }) => lastDay < day && !(back && back.from <= day)) ??
  false;
