import { AmendmentProposed } from '@ctg/contracts/partners';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import type { Amendment } from '../convention/convention.js';
import { signatoryProgress } from '../convention/list-signatories.js';
import { everybody } from '../convention/read-convention.js';

export const listAmendments = defineList({
  name: 'partners.list-amendments',
  title: 'Lister les avenants, et où en est chaque signature',
  roles: everybody,
  route: '/conventions/:conventionId/amendments',
  filters: {},
  item: z.intersection(
    AmendmentProposed.schema,
    z.object({
      status: z
        .enum(['proposed', 'in-effect', 'abandoned'])
        .describe('proposed (proposé), in-effect (signé par tous) ou abandoned (abandonné)'),
      documentHash: z.string().optional().describe('SHA-256 du document signé'),
      signatories: z.array(signatoryProgress),
    }),
  ),
  select: ({ params, value }) => ({
    columns: 'one.value AS amendment',
    from: `convention c CROSS JOIN LATERAL jsonb_each(c.document->'amendments') one`,
    where: [`c.convention_id = ${value(params.conventionId)}`],
    order: [{ by: `one.value->>'effectOn'` }, { by: 'one.key' }],
  }),
  show({ amendment: { signing, ...amendment } }: { amendment: Amendment }) {
    const { documentHash, progress } = signing;
    return {
      ...amendment,
      ...(documentHash === undefined ? {} : { documentHash }),
      signatories: Object.values(progress),
    };
  },
});
