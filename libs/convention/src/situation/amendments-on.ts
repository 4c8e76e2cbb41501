import type { AmendmentLife, Life } from '../amendment/amended.js';
import type { AmendmentChanges } from '../convention/facts.js';
import { hasSigned } from '../signing/signed-by-all-signatories.js';
import { type AmendmentStatus, amendmentStatuses } from './statuses.js';

/** An amendment as it stands on a day. */
export interface AmendmentOn {
  readonly amendmentId: string;
  readonly title: string;
  readonly proposedOn: string;
  readonly effectOn: string;
  readonly status: AmendmentStatus;
  readonly label: string;
  /** Day of the last required signature, also where that is after the day. */
  readonly completedOn?: string;
  readonly why?: string;
  readonly changes: AmendmentChanges;
  /** Who has signed it by the day. */
  readonly signedBy: readonly string[];
}

/** The amendments that had been proposed by a day, and those that reach back to it. */
export const amendmentsOn = ({ amendments }: Life, day: string): readonly AmendmentOn[] =>
  amendments
    .filter(({ amendment, counts }) => amendment.proposedOn <= day || (counts && amendment.effectOn <= day))
    .map((one) => amendmentOn(one, day));

/** One amendment on a day. */
export function amendmentOn(one: AmendmentLife, day: string): AmendmentOn {
  const { amendment, completedOn } = one;
  const { signing, abandoned, ...written } = amendment;
  const status = statusOn(one, day);
  return {
    ...written,
    status,
    label: amendmentStatuses[status],
    ...(completedOn === undefined ? {} : { completedOn }),
    ...(abandoned !== undefined && abandoned.on <= day ? { why: abandoned.why } : {}),
    signedBy: Object.values(signing.progress)
      .filter((progress) => hasSigned(progress, day))
      .map(({ signatory }) => signatory.organisation),
  };
}

function statusOn({ amendment, completedOn, counts }: AmendmentLife, day: string): AmendmentStatus {
  if (amendment.abandoned && amendment.abandoned.on <= day) return 'abandoned';
  if (completedOn === undefined) return 'proposed';
  if (!counts) return completedOn <= day ? 'without-effect' : 'proposed';
  if (day >= amendment.effectOn) return completedOn <= day ? 'in-effect' : 'in-effect-retroactively';
  return completedOn <= day ? 'signed-awaiting-effect' : 'proposed';
}
