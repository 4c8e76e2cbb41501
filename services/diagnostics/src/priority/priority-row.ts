import type { DataOf } from '@ctg/contracts';
import { PriorityProposed } from '@ctg/contracts/diagnostics';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'priority' })
export class PriorityRow {
  @PrimaryColumn('text', { name: 'priority_id' }) priorityId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('jsonb') document!: DataOf<typeof PriorityProposed>;
}

export const priorities: Projection<PriorityRow> = {
  name: 'priorities',
  entity: PriorityRow,
  key: 'priorityId',
  source: 'own',
  version: 2,
  eventTypes: [PriorityProposed.type],
  keys: ({ data }) => [data.priorityId as string],
  apply: (_row, { data, cafId, conventionId = '' }, priorityId) => ({
    priorityId,
    conventionId,
    cafId,
    document: data as DataOf<typeof PriorityProposed>,
  }),
};
