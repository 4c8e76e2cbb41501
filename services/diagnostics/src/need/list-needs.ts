import { NeedIdentified } from '@ctg/contracts/diagnostics';
import { themeCode } from '@ctg/contracts/themes';
import type { Need } from '@ctg/convention/diagnostic';
import { defineList } from '@ctg/web-service';
import { readers } from '../rights.js';
import { needs } from './need-row.js';

export const listNeeds = defineList({
  name: 'diagnostics.list-needs',
  title: 'Lister les besoins',
  roles: readers,
  route: '/conventions/:conventionId/needs',
  reads: [needs],
  filters: { theme: themeCode.optional() },
  item: NeedIdentified.schema,
  select: ({ query: { theme }, params, value }) => ({
    columns: 'document',
    from: 'need',
    where: [`convention_id = ${value(params.conventionId)}`],
    holds: theme === undefined ? [] : [`theme = ${value(theme)}`],
    order: [{ by: 'title_order' }, { by: 'need_id' }],
  }),
  show: ({ document }: { document: Need }) => ({
    ...document,
    evidence: document.evidence.map(({ kind, id }) => ({ kind, id })),
  }),
});
