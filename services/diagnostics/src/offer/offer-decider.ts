import type { DataOf } from '@ctg/contracts';
import { OfferListed, OfferStatusChanged } from '@ctg/contracts/diagnostics';
import { defineDecider } from '@ctg/decider';

/** An offer of the inventory, as far as rules look at it: its status. Its stream grows with each opening and closing. */
export interface Offer extends Pick<DataOf<typeof OfferListed>, 'status'> {
  /** Since when, where that was told. */
  readonly since?: string;
}

export const offer = defineDecider<Offer>()({
  category: 'diagnostics.offer',
  events: [OfferListed, OfferStatusChanged],
  begins: { [OfferListed.type]: ({ status }) => ({ status }) },
  steps: { [OfferStatusChanged.type]: (_offer, { status, changedOn: since }) => ({ status, since }) },
});
