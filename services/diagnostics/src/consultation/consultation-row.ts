import type { DataOf } from '@ctg/contracts';
import { ConsultationRecorded } from '@ctg/contracts/diagnostics';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'consultation' })
export class ConsultationRow {
  @PrimaryColumn('text', { name: 'consultation_id' }) consultationId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text') from!: string;
  @Column('jsonb') document!: DataOf<typeof ConsultationRecorded>;
}

export const consultations: Projection<ConsultationRow> = {
  name: 'consultations',
  entity: ConsultationRow,
  key: 'consultationId',
  source: 'own',
  version: 2,
  eventTypes: [ConsultationRecorded.type],
  keys: ({ data }) => [data.consultationId as string],
  apply(_row, { data, cafId, conventionId = '' }, consultationId) {
    const document = data as DataOf<typeof ConsultationRecorded>;
    return { consultationId, conventionId, cafId, from: document.from, document };
  },
};
