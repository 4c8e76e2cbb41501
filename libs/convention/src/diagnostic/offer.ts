import type { DataOf } from '@ctg/contracts';
import { OfferListed, OfferStatusChanged } from '@ctg/contracts/diagnostics';
import { defineDecider } from '@ctg/decider';

/** An offer of the inventory. Its stream grows with each opening and closing. */
export interface Offer extends DataOf<typeof OfferListed> {
  /** Since when, where that was told. */
  readonly statusSince?: string;
}

export const offer = defineDecider<Offer>()({
  category: 'diagnostics.offer',
  events: [OfferListed, OfferStatusChanged],
  begins: { [OfferListed.type]: (listed) => listed },
  steps: {
    [OfferStatusChanged.type]: (listed, { status, changedOn: statusSince }) => ({
      ...listed,
      status,
      statusSince,
    }),
  },
});
