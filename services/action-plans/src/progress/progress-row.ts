import type { DataOf } from '@ctg/contracts';
import { ProgressReported } from '@ctg/contracts/action-plans';
import type { Progress } from '@ctg/convention/plan';
import { Column, Entity } from 'typeorm';
import { PieceRow, pieces } from '../piece/piece-row.js';

/** A report on an action. */
@Entity({ name: 'action_progress' })
export class ProgressRow extends PieceRow<Progress> {
  @Column('text', { name: 'action_id' }) actionId!: string;
}

export const progressReports = pieces({
  name: 'progress',
  entity: ProgressRow,
  eventType: ProgressReported.type,
  of({ data }) {
    const { actionId, ...document } = data as DataOf<typeof ProgressReported>;
    return { actionId, document };
  },
});
