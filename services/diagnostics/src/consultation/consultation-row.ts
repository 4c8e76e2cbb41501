import type { DataOf } from '@ctg/contracts';
import { ConsultationRecorded } from '@ctg/contracts/diagnostics';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'consultation' })
export class ConsultationRow {
  @PrimaryColumn('text', { name: 'consultation_id' }) consultationId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text') from!: string;
  @Column('jsonb') document!: DataOf<typeof ConsultationRecorded>;
}

export const consultations: Projection<ConsultationRow> = {
  name: 'consultations',
  entity: ConsultationRow,
  key: 'consultationId',
  source: 'own',
  eventTypes: [ConsultationRecorded.type],
  keys: ({ data }) => [data.consultationId as string],
  apply(_row, { data, conventionId = '' }, consultationId) {
    const document = data as DataOf<typeof ConsultationRecorded>;
    return { consultationId, conventionId, from: document.from, document };
  },
};
