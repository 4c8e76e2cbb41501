import { day } from '@ctg/calendar';
import { OfferListed, offerStatus, offerType } from '@ctg/contracts/diagnostics';
import type { Offer } from '@ctg/convention/diagnostic';
import { inseeCode } from '@ctg/identifiers';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';
import { offers } from './offer-row.js';

export const listInventory = defineList({
  name: 'diagnostics.list-inventory',
  title: 'Lister l’offre existante',
  roles: readers,
  route: '/conventions/:conventionId/offers',
  reads: [offers],
  filters: {
    type: offerType.optional(),
    status: offerStatus.optional(),
    commune: inseeCode.optional(),
  },
  item: z.intersection(
    OfferListed.schema,
    z.object({ statusSince: day.optional().describe('Depuis quand elle est dans cet état') }),
  ),
  select: ({ query: { type, status, commune }, params, value }) => ({
    columns: 'document',
    from: 'offer',
    where: [`convention_id = ${value(params.conventionId)}`],
    holds: [
      ...(type === undefined ? [] : [`type = ${value(type)}`]),
      ...(status === undefined ? [] : [`status = ${value(status)}`]),
      ...(commune === undefined ? [] : [`commune = ${value(commune)}`]),
    ],
    order: [{ by: 'name_order' }, { by: 'offer_id' }],
  }),
  show: ({ document }: { document: Offer }) => document,
});
