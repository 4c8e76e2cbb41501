import type { DataOf } from '@ctg/contracts';
import { OfferListed, OfferStatusChanged } from '@ctg/contracts/diagnostics';
import { inOrder } from '@ctg/identifiers';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ShownOffer = DataOf<typeof OfferListed> & { readonly statusSince?: string };

@Entity({ name: 'offer' })
export class OfferRow {
  @PrimaryColumn('text', { name: 'offer_id' }) offerId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text') type!: string;
  @Column('text') status!: string;
  @Column('text') commune!: string;
  @Column('text', { name: 'name_order' }) nameOrder!: string;
  @Column('jsonb') document!: ShownOffer;
}

export const offers: Projection<OfferRow> = {
  name: 'offers',
  entity: OfferRow,
  key: 'offerId',
  source: 'own',
  eventTypes: [OfferListed.type, OfferStatusChanged.type],
  keys: ({ data }) => [data.offerId as string],
  apply(row, { type, data, conventionId = '' }, offerId) {
    if (type === OfferListed.type) {
      const listed = data as DataOf<typeof OfferListed>;
      const { type: kind, status, commune, name } = listed;
      return {
        offerId,
        conventionId,
        type: kind,
        status,
        commune,
        nameOrder: inOrder(name),
        document: listed,
      };
    }
    if (!row) return undefined;
    const { status, changedOn } = data as DataOf<typeof OfferStatusChanged>;
    return { ...row, status, document: { ...row.document, status, statusSince: changedOn } };
  },
};
