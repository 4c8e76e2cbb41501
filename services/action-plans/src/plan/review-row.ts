import type { DataOf } from '@ctg/contracts';
import { YearReviewed } from '@ctg/contracts/action-plans';
import type { Review } from '@ctg/convention/plan';
import { Entity } from 'typeorm';
import { PieceRow, pieces } from '../piece/piece-row.js';

/** A review of a year that the copil validated. */
@Entity({ name: 'plan_review' })
export class ReviewRow extends PieceRow<Review> {}

export const reviews = pieces({
  name: 'reviews',
  entity: ReviewRow,
  eventType: YearReviewed.type,
  of: ({ data, occurredOn: reviewedOn }) => ({
    document: { ...(data as DataOf<typeof YearReviewed>), reviewedOn },
  }),
});
