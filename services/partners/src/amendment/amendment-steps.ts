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
import { type Amendment, amend, type OpenConvention } from '../convention/convention.js';
import {
  noSignatures,
  withDeliberation,
  withReceipt,
  withSignatory,
  withSignature,
} from '../signing/signing-process.js';

/** What happens to the amendments of a convention: in its stream, because one in effect changes the convention itself. */
export const amendmentEvents = [
  AmendmentProposed,
  AmendmentDeliberated,
  AmendmentReceiptRecorded,
  AmendmentSigned,
  AmendmentTookEffect,
  AmendmentAbandoned,
] as const;

/** Each changes the convention it is given. */
export const amendmentSteps: StepsOf<OpenConvention, (typeof amendmentEvents)[number]> = {
  [AmendmentProposed.type](state, data) {
    state.amendments[data.amendmentId] = proposed(state, data);
    return state;
  },
  [AmendmentDeliberated.type]: (state, { amendmentId, ...deliberation }) =>
    changed(state, amendmentId, ({ signing }) => withDeliberation(signing, deliberation)),
  [AmendmentReceiptRecorded.type]: (state, { amendmentId, ...receipt }) =>
    changed(state, amendmentId, ({ signing }) => withReceipt(signing, receipt)),
  [AmendmentSigned.type]: (state, { amendmentId, ...signature }) =>
    changed(state, amendmentId, ({ signing }) => withSignature(signing, signature)),
  [AmendmentTookEffect.type](state, { amendmentId, changes }) {
    changed(state, amendmentId, (amendment) => {
      amendment.status = 'in-effect';
    });
    return amend(state, changes);
  },
  [AmendmentAbandoned.type]: (state, { amendmentId }) =>
    changed(state, amendmentId, (amendment) => {
      amendment.status = 'abandoned';
    }),
};

/** An amendment is signed by every signatory of the convention that has not left, and by those who join with it. */
function proposed(state: OpenConvention, data: DataOf<typeof AmendmentProposed>): Amendment {
  const present = Object.values(state.signing.progress)
    .map((one) => one.signatory)
    .filter((signatory) => state.departures[signatory.organisation] === undefined);
  const signing = [...present, ...data.changes.addedSignatories].reduce(withSignatory, noSignatures());
  return { ...data, status: 'proposed', signing };
}

function changed(
  state: OpenConvention,
  amendmentId: string,
  change: (amendment: Amendment) => unknown,
): OpenConvention {
  const amendment = state.amendments[amendmentId];
  if (amendment) change(amendment);
  return state;
}
