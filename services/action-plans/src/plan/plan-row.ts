import type { DataOf } from '@ctg/contracts';
import { PlanOpened } from '@ctg/contracts/action-plans';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The frame of a plan: its axes, objectives, actions, versions and reviews have tables of their own. */
@Entity({ name: 'plan' })
export class PlanRow {
  @PrimaryColumn('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text', { name: 'opened_on' }) openedOn!: string;
  @Column('text', { name: 'previous_convention_id', nullable: true }) previousConventionId!: string | null;
}

export const plans: Projection<PlanRow> = {
  name: 'plans',
  entity: PlanRow,
  key: 'conventionId',
  source: 'own',
  version: 4,
  eventTypes: [PlanOpened.type],
  keys: ({ conventionId }) => (conventionId === undefined ? [] : [conventionId]),
  // A plan is opened once.
  apply(row, { data, cafId, occurredOn: openedOn }, conventionId) {
    const { previousConventionId = null } = data as DataOf<typeof PlanOpened>;
    return row ?? { conventionId, cafId, openedOn, previousConventionId };
  },
};
