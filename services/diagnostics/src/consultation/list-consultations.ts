import type { DataOf } from '@ctg/contracts';
import { ConsultationRecorded } from '@ctg/contracts/diagnostics';
import { defineList } from '@ctg/web-service';
import { readers } from '../rights.js';
import { consultations } from './consultation-row.js';

export const listConsultations = defineList({
  name: 'diagnostics.list-consultations',
  title: 'Lister les consultations',
  roles: readers,
  route: '/conventions/:conventionId/consultations',
  reads: [consultations],
  filters: {},
  item: ConsultationRecorded.schema,
  select: ({ params, value }) => ({
    columns: 'document',
    from: 'consultation',
    where: [`convention_id = ${value(params.conventionId)}`],
    order: [{ by: '"from"' }, { by: 'consultation_id' }],
  }),
  show: ({ document }: { document: DataOf<typeof ConsultationRecorded> }) => document,
});
