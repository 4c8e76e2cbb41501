import type { DataOf } from '@ctg/contracts';
import { DecisionRecorded } from '@ctg/contracts/partners';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a body decided in a meeting. */
@Entity({ name: 'decision' })
export class DecisionRow {
  @PrimaryColumn('text', { name: 'decision_id' }) decisionId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text', { name: 'body_kind' }) bodyKind!: string;
  @Column('text') outcome!: string;
  /** The day of the meeting. */
  @Column('text', { name: 'decided_on' }) decidedOn!: string;
  @Column('jsonb') document!: DataOf<typeof DecisionRecorded>;
}

export const decisions: Projection<DecisionRow> = {
  name: 'decisions',
  entity: DecisionRow,
  key: 'decisionId',
  source: 'own',
  eventTypes: [DecisionRecorded.type],
  keys: ({ data }) => [data.decisionId as string],
  apply(_row, { data, cafId, conventionId = '', occurredOn }, decisionId) {
    const document = data as DataOf<typeof DecisionRecorded>;
    const { bodyKind, outcome } = document;
    return { decisionId, conventionId, cafId, bodyKind, outcome, decidedOn: occurredOn, document };
  },
};
