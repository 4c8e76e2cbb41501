import { organisationKind } from '@ctg/contracts/partners';
import { geography } from '@ctg/geography';
import { cafId, inseeCode, organisationId, title } from '@ctg/identifiers';
import { defineList, holdsWords, searchText } from '@ctg/web-service';
import { z } from 'zod';
import { newestVintage } from '../convention/perimeter.js';
import { everybody } from '../convention/read-convention.js';
import { organisations } from './organisation-row.js';

const listed = z.object({
  organisation: organisationId,
  cafId,
  name: title,
  kind: organisationKind,
  inseeCode: inseeCode.nullable().describe('D’une commune'),
  departement: z.string().nullable().describe('D’une commune dont une autre porte aussi le nom'),
});

export const listOrganisations = defineList({
  name: 'partners.list-organisations',
  title: 'Lister les organisations',
  roles: everybody,
  route: '/organisations',
  reads: [organisations],
  filters: { text: searchText.optional().describe('Mots du nom') },
  item: listed,
  select: ({ query: { text }, actor, value }) => ({
    columns: 'organisation, caf_id AS "cafId", name, kind, insee_code AS "inseeCode"',
    from: 'organisation',
    where: [
      // Only the Cnaf's auditor, who has no Caf, reads those of all.
      ...(actor.cafId === undefined && actor.role === 'national_auditor'
        ? []
        : [`caf_id = ${value(actor.cafId ?? '')}`]),
    ],
    holds: text === undefined ? [] : [holdsWords('name_folded', text, value)],
    order: [{ by: 'name_folded' }, { by: 'key' }],
  }),
  show: (row: Omit<z.infer<typeof listed>, 'departement'>) => ({
    ...row,
    departement: row.inseeCode === null ? null : (geography(newestVintage).besideName(row.inseeCode) ?? null),
  }),
});
