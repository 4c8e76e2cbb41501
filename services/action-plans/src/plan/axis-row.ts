import { AxisAdded } from '@ctg/contracts/action-plans';
import type { Axis } from '@ctg/convention/plan';
import { Entity } from 'typeorm';
import { PieceRow, pieces } from '../piece/piece-row.js';

/** An axis of a plan. */
@Entity({ name: 'axis' })
export class AxisRow extends PieceRow<Axis> {}

export const axes = pieces({
  name: 'axes',
  entity: AxisRow,
  eventType: AxisAdded.type,
  of: ({ data }) => ({ document: data as Axis }),
});
