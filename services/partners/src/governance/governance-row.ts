import { BodyCreated, DecisionRecorded, MeetingHeld } from '@ctg/contracts/partners';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Governance, governance } from './governance.js';

/** Bodies, meetings and the decision register of one convention. */
@Entity({ name: 'governance' })
export class GovernanceRow {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('jsonb')
  document!: Governance;
}

export const governances: Projection<GovernanceRow> = {
  name: 'governance',
  entity: GovernanceRow,
  key: 'conventionId',
  source: 'own',
  eventTypes: [BodyCreated.type, MeetingHeld.type, DecisionRecorded.type],
  keys: (event) => [event.conventionId ?? ''],
  apply: (row, event, conventionId) => ({
    conventionId,
    document: governance.evolve(row?.document ?? governance.initial, event),
  }),
};
