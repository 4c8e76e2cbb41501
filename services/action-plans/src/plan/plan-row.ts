import {
  AxisAdded,
  ObjectiveAdded,
  PlanAdopted,
  PlanOpened,
  YearReviewed,
} from '@ctg/contracts/action-plans';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { evolvePlan, type Plan } from './plan.js';

/** The frame of a plan as it stands; its actions have a table of their own. */
@Entity({ name: 'plan' })
export class PlanRow {
  @PrimaryColumn('text', { name: 'convention_id' }) conventionId!: string;
  @Column('jsonb') document!: Plan;
}

export const plans: Projection<PlanRow> = {
  name: 'plans',
  entity: PlanRow,
  key: 'conventionId',
  source: 'own',
  eventTypes: [PlanOpened.type, AxisAdded.type, ObjectiveAdded.type, PlanAdopted.type, YearReviewed.type],
  keys: ({ conventionId }) => (conventionId === undefined ? [] : [conventionId]),
  apply(row, event, conventionId) {
    const document = evolvePlan(row?.document, event);
    return document && { conventionId, document };
  },
};
