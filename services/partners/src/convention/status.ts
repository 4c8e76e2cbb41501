import { z } from 'zod';
import { missingSignatories } from '../signing/signed-by-all-signatories.js';
import type { OpenConvention } from './convention.js';

/** What a convention is on a day, as far as is known. */
export const conventionStatus = z
  .enum([
    'in-preparation',
    'in-signature',
    'signed-awaiting-effect',
    'in-force',
    'past-its-term',
    'renewed',
    'terminated',
    'lapsed',
  ])
  .describe('Statut ce jour-là');

export type ConventionStatus = z.infer<typeof conventionStatus>;

/**
 * The status on a day (`YYYY-MM-DD`): in force when every required signatory has signed and the effect date is reached
 * (fact 2 of the domain: effect, signature and term are three dates).
 */
export function statusOn(state: OpenConvention, day: string): ConventionStatus {
  // The last day is still a day of the convention.
  if (state.ending && day > state.ending.endedOn) return state.ending.how;
  if (state.completedOn === undefined || day < state.completedOn) return beforeSignature(state, day);
  if (state.inForceOn === undefined || day < state.inForceOn) return 'signed-awaiting-effect';
  if (day <= state.endsOn) return 'in-force';
  return state.renewedBy === undefined ? 'past-its-term' : 'renewed';
}

function beforeSignature({ signing }: OpenConvention, day: string): ConventionStatus {
  const begun = Object.values(signing.progress).some(
    ({ deliberation, signatures }) =>
      (deliberation && deliberation.deliberatedOn <= day) ||
      signatures.some(({ signedOn }) => signedOn <= day),
  );
  return begun ? 'in-signature' : 'in-preparation';
}

/** The required signatories that are still missing, each with what it has done. */
export const lateSignatories = (state: OpenConvention) =>
  missingSignatories(state.signing).map(({ signatory, deliberation, receipt, signatures }) => ({
    organisation: signatory.organisation,
    deliberated: deliberation?.outcome === 'approved',
    receiptReceived: receipt !== undefined,
    signatures: signatures.length,
    expectedSignatures: signatory.signatures.length,
  }));
