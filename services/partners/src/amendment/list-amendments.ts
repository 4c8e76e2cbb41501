import { day } from '@ctg/calendar';
import { AmendmentProposed } from '@ctg/contracts/partners';
import { type Amendment, amendmentOn, amendmentStatus, progressBy } from '@ctg/convention';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { type AmendmentOutcome, conventions } from '../convention/convention-row.js';
import { signatoryProgress } from '../convention/list-signatories.js';
import { everybody } from '../convention/read-convention.js';

interface Row {
  readonly amendment: Amendment;
  readonly outcome: AmendmentOutcome;
}

export const listAmendments = defineList({
  name: 'partners.list-amendments',
  title: 'Lister les avenants d’un jour, et où en est chaque signature',
  roles: everybody,
  route: '/conventions/:conventionId/amendments',
  reads: [conventions],
  filters: { on: day.optional().describe('Ce jour-là ; par défaut aujourd’hui') },
  item: z.intersection(
    AmendmentProposed.schema,
    z.object({
      proposedOn: day.describe('Date de la proposition'),
      status: amendmentStatus,
      label: z.string().describe('Le statut en français'),
      completedOn: day.optional().describe('Jour depuis lequel plus aucune signature requise ne manque'),
      why: z.string().optional().describe('Pourquoi il est abandonné'),
      documentHash: z.string().optional().describe('SHA-256 du document signé'),
      signatories: z.array(signatoryProgress),
    }),
  ),
  select: ({ params, on: asked, value }) => {
    const on = value(asked);
    return {
      columns: 'one.value AS amendment, c.outcomes->one.key AS outcome',
      from: `convention c CROSS JOIN LATERAL jsonb_each(c.document->'amendments') one`,
      where: [
        `c.convention_id = ${value(params.conventionId)}`,
        `(one.value->>'proposedOn' <= ${on}
          OR (one.value->>'effectOn' <= ${on} AND (c.outcomes->one.key->>'counts')::boolean))`,
      ],
      order: [{ by: `one.value->>'effectOn'` }, { by: 'one.key' }],
    };
  },
  show({ amendment, outcome }: Row, { on }) {
    const { documentHash, progress } = amendment.signing;
    const { signedBy: _signedBy, ...shown } = amendmentOn({ amendment, ...outcome }, on);
    return {
      ...shown,
      ...(documentHash === undefined ? {} : { documentHash }),
      signatories: Object.values(progress).map((one) => progressBy(one, on)),
    };
  },
});
