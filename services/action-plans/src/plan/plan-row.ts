import { noPlan, type ShownPlan, shownPlan } from '@ctg/convention/plan';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The frame of a plan as it stands; its actions have a table of their own. */
@Entity({ name: 'plan' })
export class PlanRow {
  @PrimaryColumn('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('jsonb') document!: ShownPlan;
}

export const plans: Projection<PlanRow> = {
  name: 'plans',
  entity: PlanRow,
  key: 'conventionId',
  source: 'own',
  version: 3,
  eventTypes: shownPlan.eventTypes,
  keys: ({ conventionId }) => (conventionId === undefined ? [] : [conventionId]),
  apply: (row, event, conventionId) => ({
    conventionId,
    cafId: event.cafId,
    document: shownPlan.evolve(row?.document ?? noPlan(), event),
  }),
};
