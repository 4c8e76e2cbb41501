import type { DataOf } from '@ctg/contracts';
import { EvidenceTakenOver } from '@ctg/contracts/diagnostics';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A need of the former convention that this one has taken over, as diagnostics told of it. */
@Entity({ name: 'known_taken_need' })
export class KnownTakenNeed {
  /** `<convention>.<need>`. */
  @PrimaryColumn('text') key!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'previous_convention_id' }) previousConventionId!: string;
}

export const knownTakenNeeds: Projection<KnownTakenNeed> = {
  name: 'known-taken-needs',
  entity: KnownTakenNeed,
  key: 'key',
  source: 'feed',
  version: 2,
  eventTypes: [EvidenceTakenOver.type],
  keys: ({ conventionId, data }) =>
    (data as DataOf<typeof EvidenceTakenOver>).evidence.flatMap(({ kind, id }) =>
      kind === 'need' ? [`${conventionId}.${id}`] : [],
    ),
  apply(row, { data, cafId, conventionId = '' }, key) {
    // The first time counts.
    if (row) return row;
    const { previousConventionId } = data as DataOf<typeof EvidenceTakenOver>;
    return { key, conventionId, cafId, needId: key.slice(conventionId.length + 1), previousConventionId };
  },
};
