import type { DataOf } from '@ctg/contracts';
import { PlanAdopted } from '@ctg/contracts/action-plans';
import type { ReadModelAccess, RouteParams } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The newest plan that was adopted as part of an amendment, as action-plans told of it. */
@Entity({ name: 'known_plan' })
export class KnownPlan {
  @PrimaryColumn('text', { name: 'amendment_id' }) amendmentId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('integer') version!: number;
  @Column('text', { name: 'adopted_on' }) adoptedOn!: string;
}

export const knownPlans: Projection<KnownPlan> = {
  name: 'known-plans',
  entity: KnownPlan,
  key: 'amendmentId',
  source: 'feed',
  version: 3,
  eventTypes: [PlanAdopted.type],
  keys: ({ data }) => {
    const { amendmentId } = data as DataOf<typeof PlanAdopted>;
    return amendmentId === undefined ? [] : [amendmentId];
  },
  apply(row, { data, cafId, conventionId = '', occurredOn: adoptedOn }, amendmentId) {
    const { version } = data as DataOf<typeof PlanAdopted>;
    // It brings a plan from the first adoption on.
    const since = row && row.adoptedOn < adoptedOn ? row.adoptedOn : adoptedOn;
    return { amendmentId, cafId, conventionId, version, adoptedOn: since };
  },
};

/** Whether a plan was adopted as part of the amendment of the route. */
export async function hasPlan(
  readModel: ReadModelAccess,
  { conventionId, amendmentId }: RouteParams,
): Promise<boolean> {
  const found = await readModel.query(
    'SELECT 1 FROM known_plan WHERE amendment_id = $1 AND convention_id = $2',
    [amendmentId, conventionId],
  );
  return found.length > 0;
}
