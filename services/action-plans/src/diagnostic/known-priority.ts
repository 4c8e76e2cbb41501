import type { DataOf } from '@ctg/contracts';
import { PriorityProposed } from '@ctg/contracts/diagnostics';
import { notKnownYet, type ReadModelAccess, type RouteParams } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A priority, as diagnostics told of it. */
@Entity({ name: 'known_priority' })
export class KnownPriority {
  @PrimaryColumn('text', { name: 'priority_id' }) priorityId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text') title!: string;
  @Column('text', { name: 'need_ids', array: true }) needIds!: string[];
}

export const knownPriorities: Projection<KnownPriority> = {
  name: 'known-priorities',
  entity: KnownPriority,
  key: 'priorityId',
  source: 'feed',
  version: 3,
  eventTypes: [PriorityProposed.type],
  keys: ({ data }) => [data.priorityId as string],
  apply(_row, { data, cafId, conventionId = '' }, priorityId) {
    const { title, needIds } = data as DataOf<typeof PriorityProposed>;
    return { priorityId, conventionId, cafId, title, needIds };
  },
};

/** Priorities of this convention's diagnostic. @throws Rejection `not-known-yet` */
export async function assertPrioritiesKnown(
  readModel: ReadModelAccess,
  { conventionId }: RouteParams,
  priorityIds: readonly string[],
): Promise<void> {
  if (priorityIds.length === 0) return;
  const rows = await readModel.query<{ priority_id: string }>(
    'SELECT priority_id FROM known_priority WHERE convention_id = $1 AND priority_id = ANY ($2)',
    [conventionId, priorityIds],
  );
  const unknown = priorityIds.find((id) => !rows.some((row) => row.priority_id === id));
  if (unknown !== undefined) throw notKnownYet('Enjeu du diagnostic de cette convention', unknown);
}
