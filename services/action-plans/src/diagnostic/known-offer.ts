import type { DataOf } from '@ctg/contracts';
import { OfferListed } from '@ctg/contracts/diagnostics';
import { notKnownYet, type ReadModelAccess, type RouteParams } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An offer of the inventory, as diagnostics told of it. */
@Entity({ name: 'known_offer' })
export class KnownOffer {
  @PrimaryColumn('text', { name: 'offer_id' }) offerId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text') name!: string;
}

export const knownOffers: Projection<KnownOffer> = {
  name: 'known-offers',
  entity: KnownOffer,
  key: 'offerId',
  source: 'feed',
  version: 1,
  eventTypes: [OfferListed.type],
  keys: ({ data }) => [data.offerId as string],
  apply: (_row, { data, cafId, conventionId = '' }, offerId) => ({
    offerId,
    conventionId,
    cafId,
    name: (data as DataOf<typeof OfferListed>).name,
  }),
};

/** Offers of this convention's inventory. @throws Rejection `not-known-yet` */
export async function assertOffersKnown(
  readModel: ReadModelAccess,
  { conventionId }: RouteParams,
  offerIds: readonly string[],
): Promise<void> {
  if (offerIds.length === 0) return;
  const rows = await readModel.query<{ offer_id: string }>(
    'SELECT offer_id FROM known_offer WHERE convention_id = $1 AND offer_id = ANY ($2)',
    [conventionId, offerIds],
  );
  const unknown = offerIds.find((id) => !rows.some((row) => row.offer_id === id));
  if (unknown !== undefined) throw notKnownYet('Offre de l’inventaire de cette convention', unknown);
}
