import { ObjectiveAdded } from '@ctg/contracts/action-plans';
import type { Objective } from '@ctg/convention/plan';
import { Column, Entity } from 'typeorm';
import { PieceRow, pieces } from '../piece/piece-row.js';

/** An objective of an axis. */
@Entity({ name: 'objective' })
export class ObjectiveRow extends PieceRow<Objective> {
  @Column('text', { name: 'axis_id' }) axisId!: string;
}

export const objectives = pieces({
  name: 'objectives',
  entity: ObjectiveRow,
  eventType: ObjectiveAdded.type,
  of({ data }) {
    const document = data as Objective;
    return { axisId: document.axisId, document };
  },
});
