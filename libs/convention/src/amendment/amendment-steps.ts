import type { DataOf } from '@ctg/contracts';
import {
  AmendmentAbandoned,
  AmendmentDeliberated,
  AmendmentProposed,
  AmendmentReceiptRecorded,
  AmendmentSigned,
  AmendmentTookEffect,
} from '@ctg/contracts/partners';
import type { StepsOf } from '@ctg/decider';
import type { Amendment, ConventionFacts } from '../convention/facts.js';
import {
  noSignatures,
  withDeliberation,
  withReceipt,
  withSignatory,
  withSignature,
} from '../signing/signing-process.js';
import { presentSignatories } from './amended.js';

/** What happens to the amendments of a convention: in its stream, because one in effect changes the convention itself. */
export const amendmentEvents = [
  AmendmentProposed,
  AmendmentDeliberated,
  AmendmentReceiptRecorded,
  AmendmentSigned,
  AmendmentTookEffect,
  AmendmentAbandoned,
] as const;

/** Each changes the facts it is given. */
export const amendmentSteps: StepsOf<ConventionFacts, (typeof amendmentEvents)[number]> = {
  [AmendmentProposed.type](state, data, { occurredOn }) {
    state.amendments[data.amendmentId] = proposed(state, data, occurredOn);
    return state;
  },
  [AmendmentDeliberated.type]: (state, { amendmentId, ...deliberation }) =>
    changed(state, amendmentId, ({ signing }) => withDeliberation(signing, deliberation)),
  [AmendmentReceiptRecorded.type]: (state, { amendmentId, ...receipt }) =>
    changed(state, amendmentId, ({ signing }) => withReceipt(signing, receipt)),
  [AmendmentSigned.type]: (state, { amendmentId, ...signature }, { actor }) =>
    changed(state, amendmentId, ({ signing }) => withSignature(signing, signature, actor?.subject)),
  // Announces what follows from the signatures: they are the facts.
  [AmendmentTookEffect.type]: (state) => state,
  [AmendmentAbandoned.type]: (state, { amendmentId, why }, { occurredOn }) =>
    changed(state, amendmentId, (amendment) => {
      amendment.abandoned = { on: occurredOn, why };
    }),
};

/**
 * An amendment is signed by every signatory that the convention has when it is proposed, those that joined by an earlier
 * one included, and by those who join with it.
 */
function proposed(
  state: ConventionFacts,
  data: DataOf<typeof AmendmentProposed>,
  proposedOn: string,
): Amendment {
  const signing = noSignatures();
  for (const signatory of [...presentSignatories(state), ...data.changes.addedSignatories])
    withSignatory(signing, signatory, proposedOn);
  return { ...data, proposedOn, signing };
}

function changed(
  state: ConventionFacts,
  amendmentId: string,
  change: (amendment: Amendment) => unknown,
): ConventionFacts {
  const amendment = state.amendments[amendmentId];
  if (amendment) change(amendment);
  return state;
}
