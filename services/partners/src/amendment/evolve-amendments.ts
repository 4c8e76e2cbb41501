import type { DataOf } from '@ctg/contracts';
import {
  AmendmentAbandoned,
  AmendmentDeliberated,
  AmendmentProposed,
  AmendmentReceiptRecorded,
  AmendmentSigned,
  AmendmentTookEffect,
} from '@ctg/contracts/partners';
import type { PastEvent } from '@ctg/decider';
import { type Amendment, amended, type OpenConvention } from '../convention/convention.js';
import {
  noSignatures,
  type SigningProcess,
  withDeliberation,
  withReceipt,
  withSignatory,
  withSignature,
} from '../signing/signing-process.js';

/** Folds what happens to an amendment into its convention; other events change nothing. */
export function evolveAmendments(state: OpenConvention, event: PastEvent): OpenConvention {
  const signing = (change: (process: SigningProcess) => SigningProcess) =>
    changed(state, event, (amendment) => ({ ...amendment, signing: change(amendment.signing) }));
  switch (event.type) {
    case AmendmentProposed.type:
      return withAmendment(state, proposed(state, event.data as DataOf<typeof AmendmentProposed>));
    case AmendmentDeliberated.type:
      return signing((process) =>
        withDeliberation(process, event.data as DataOf<typeof AmendmentDeliberated>),
      );
    case AmendmentReceiptRecorded.type:
      return signing((process) =>
        withReceipt(process, event.data as DataOf<typeof AmendmentReceiptRecorded>),
      );
    case AmendmentSigned.type:
      return signing((process) => withSignature(process, event.data as DataOf<typeof AmendmentSigned>));
    case AmendmentTookEffect.type: {
      const { changes } = event.data as DataOf<typeof AmendmentTookEffect>;
      return amended(
        changed(state, event, (amendment) => ({ ...amendment, status: 'in-effect' })),
        changes,
      );
    }
    case AmendmentAbandoned.type:
      return changed(state, event, (amendment) => ({ ...amendment, status: 'abandoned' }));
    default:
      return state;
  }
}

/** An amendment is signed by every signatory of the convention that has not left, and by those who join with it. */
function proposed(state: OpenConvention, data: DataOf<typeof AmendmentProposed>): Amendment {
  const present = Object.values(state.signing.progress)
    .map((one) => one.signatory)
    .filter((signatory) => state.departures[signatory.organisation] === undefined);
  const signing = [...present, ...data.changes.addedSignatories].reduce(withSignatory, noSignatures);
  return { ...data, status: 'proposed', signing } as Amendment;
}

function changed(
  state: OpenConvention,
  event: PastEvent,
  change: (amendment: Amendment) => Amendment,
): OpenConvention {
  const amendment = state.amendments[String(event.data.amendmentId)];
  return amendment ? withAmendment(state, change(amendment)) : state;
}

const withAmendment = (state: OpenConvention, amendment: Amendment): OpenConvention => ({
  ...state,
  amendments: { ...state.amendments, [amendment.amendmentId]: amendment },
});
