import { day } from '@ctg/calendar';
import { Deliberated, LegalityReceiptRecorded, SignatoryDesignated, Signed } from '@ctg/contracts/partners';
import type { SignatoryProgress } from '@ctg/convention';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { conventions } from './convention-row.js';
import { everybody } from './read-convention.js';

/** How far each signatory has come: deliberation, legality receipt, signatures, each on its own date. */
export const signatoryProgress = z.object({
  signatory: SignatoryDesignated.schema,
  designatedOn: day.describe('Date de la désignation'),
  deliberation: Deliberated.schema.optional(),
  receipt: LegalityReceiptRecorded.schema.optional(),
  signatures: z.array(Signed.schema).describe('Signatures enregistrées'),
});

export const listSignatories = defineList({
  name: 'partners.list-signatories',
  title: 'Lister les signataires, et où en est chacun',
  roles: everybody,
  route: '/conventions/:conventionId/signatories',
  reads: [conventions],
  filters: {},
  item: signatoryProgress,
  select: ({ params, value }) => ({
    columns: 'one.value AS progress',
    from: `convention c CROSS JOIN LATERAL jsonb_each(c.document->'signing'->'progress') one`,
    where: [`c.convention_id = ${value(params.conventionId)}`],
    order: [{ by: 'one.key' }],
  }),
  show: ({ progress }: { progress: SignatoryProgress }) => progress,
});
