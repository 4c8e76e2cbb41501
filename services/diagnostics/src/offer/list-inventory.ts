import { offerStatus, offerType } from '@ctg/contracts/diagnostics';
import { inseeCode } from '@ctg/identifiers';
import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';
import type { ShownOffer } from './offer-row.js';

export const listInventory = defineQuery({
  name: 'diagnostics.list-inventory',
  title: 'Lister l’offre existante',
  roles: readers,
  route: '/conventions/:conventionId/offers',
  query: z.strictObject({
    type: offerType.optional(),
    status: offerStatus.optional(),
    commune: inseeCode.optional(),
  }),
  async answer({ query: { type, status, commune }, params, readModel }) {
    const rows = await readModel.query<{ document: ShownOffer }>(
      `SELECT document FROM offer
        WHERE convention_id = $1 AND ($2::text IS NULL OR type = $2) AND ($3::text IS NULL OR status = $3)
          AND ($4::text IS NULL OR commune = $4)
        ORDER BY offer_id`,
      [params.conventionId, type ?? null, status ?? null, commune ?? null],
    );
    return { offers: rows.map(({ document }) => document) };
  },
});
