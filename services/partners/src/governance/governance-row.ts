import { type Governance, governance, noGovernance } from '@ctg/convention';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Bodies, meetings and the decision register of one convention. */
@Entity({ name: 'governance' })
export class GovernanceRow {
  @PrimaryColumn('text', { name: 'convention_id' })
  conventionId!: string;
  @Column('text', { name: 'caf_id' })
  cafId!: string;
  @Column('jsonb')
  document!: Governance;
}

export const governances: Projection<GovernanceRow> = {
  name: 'governance',
  entity: GovernanceRow,
  key: 'conventionId',
  source: 'own',
  version: 3,
  eventTypes: governance.eventTypes,
  keys: (event) => [event.conventionId ?? ''],
  apply: (row, event, conventionId) => ({
    conventionId,
    cafId: event.cafId,
    document: governance.evolve(row?.document ?? noGovernance(), event),
  }),
};
