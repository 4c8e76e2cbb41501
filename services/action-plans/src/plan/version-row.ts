import type { DataOf } from '@ctg/contracts';
import { PlanAdopted } from '@ctg/contracts/action-plans';
import type { Plan } from '@ctg/convention/plan';
import { Entity } from 'typeorm';
import { PieceRow, pieces } from '../piece/piece-row.js';

/** A version of a plan that the copil adopted. */
@Entity({ name: 'plan_version' })
export class VersionRow extends PieceRow<Plan['versions'][number]> {}

export const planVersions = pieces({
  name: 'plan-versions',
  entity: VersionRow,
  eventType: PlanAdopted.type,
  of: ({ data, occurredOn: adoptedOn }) => ({
    document: { ...(data as DataOf<typeof PlanAdopted>), adoptedOn },
  }),
});
