import type { DataOf } from '@ctg/contracts';
import { NeedIdentified } from '@ctg/contracts/diagnostics';
import { notKnownYet, type ReadModelAccess, type RouteParams } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A need, as diagnostics told of it. */
@Entity({ name: 'known_need' })
export class KnownNeed {
  @PrimaryColumn('text', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text') title!: string;
  @Column('text') theme!: string;
}

export const knownNeeds: Projection<KnownNeed> = {
  name: 'known-needs',
  entity: KnownNeed,
  key: 'needId',
  source: 'feed',
  version: 3,
  eventTypes: [NeedIdentified.type],
  keys: ({ data }) => [data.needId as string],
  apply(_row, { data, cafId, conventionId = '' }, needId) {
    const { title, theme } = data as DataOf<typeof NeedIdentified>;
    return { needId, conventionId, cafId, title, theme };
  },
};

/** Needs of this convention's diagnostic, or that it has taken over of the former one. @throws Rejection `not-known-yet` */
export async function assertNeedsKnown(
  readModel: ReadModelAccess,
  { conventionId }: RouteParams,
  needIds: readonly string[],
): Promise<void> {
  if (needIds.length === 0) return;
  const rows = await readModel.query<{ need_id: string }>(
    `SELECT need_id FROM known_need WHERE convention_id = $1 AND need_id = ANY ($2)
     UNION ALL SELECT need_id FROM known_taken_need WHERE convention_id = $1 AND need_id = ANY ($2)`,
    [conventionId, needIds],
  );
  const unknown = needIds.find((id) => !rows.some((row) => row.need_id === id));
  if (unknown !== undefined)
    throw notKnownYet('Besoin du diagnostic de cette convention, ou repris du précédent', unknown);
}
