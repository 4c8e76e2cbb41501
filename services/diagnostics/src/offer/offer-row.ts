import { type Offer, offer } from '@ctg/convention/diagnostic';
import { inOrder } from '@ctg/identifiers';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'offer' })
export class OfferRow {
  @PrimaryColumn('text', { name: 'offer_id' }) offerId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text') type!: string;
  @Column('text') status!: string;
  @Column('text') commune!: string;
  @Column('text', { name: 'name_order' }) nameOrder!: string;
  @Column('jsonb') document!: Offer;
}

export const offers: Projection<OfferRow> = {
  name: 'offers',
  entity: OfferRow,
  key: 'offerId',
  source: 'own',
  version: 3,
  eventTypes: offer.eventTypes ?? [],
  keys: ({ data }) => [data.offerId as string],
  apply(row, event, offerId) {
    const document = offer.evolve(row?.document, event);
    if (!document) return undefined;
    const { type, status, commune, name } = document;
    const conventionId = row?.conventionId ?? event.conventionId ?? '';
    return {
      offerId,
      conventionId,
      cafId: event.cafId,
      type,
      status,
      commune,
      nameOrder: inOrder(name),
      document,
    };
  },
};
