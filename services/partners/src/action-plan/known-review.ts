import type { DataOf } from '@ctg/contracts';
import { YearReviewed } from '@ctg/contracts/action-plans';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A year of a convention whose review the copil validated, as action-plans told of it. */
@Entity({ name: 'known_review' })
export class KnownReview {
  /** `<convention>.<year>` */
  @PrimaryColumn('text') key!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('integer') year!: number;
  @Column('text', { name: 'reviewed_on' }) reviewedOn!: string;
}

export const knownReviews: Projection<KnownReview> = {
  name: 'known-reviews',
  entity: KnownReview,
  key: 'key',
  source: 'feed',
  version: 2,
  eventTypes: [YearReviewed.type],
  keys: ({ conventionId = '', data }) => [`${conventionId}.${(data as DataOf<typeof YearReviewed>).year}`],
  apply: (row, { cafId, conventionId = '', data, occurredOn: reviewedOn }, key) =>
    row ?? { key, cafId, conventionId, year: (data as DataOf<typeof YearReviewed>).year, reviewedOn },
};
