import type { DataOf } from '@ctg/contracts';
import { ActionAdopted } from '@ctg/contracts/action-plans';
import type { Action } from '@ctg/convention/plan';
import { Column, Entity } from 'typeorm';
import { PieceRow, pieces } from '../piece/piece-row.js';

/** A version of the plan with which an action was adopted. */
@Entity({ name: 'action_adoption' })
export class AdoptionRow extends PieceRow<Action['adoptions'][number]> {
  @Column('text', { name: 'action_id' }) actionId!: string;
}

export const adoptions = pieces({
  name: 'adoptions',
  entity: AdoptionRow,
  eventType: ActionAdopted.type,
  of({ data, occurredOn: adoptedOn }) {
    const { actionId, ...adopted } = data as DataOf<typeof ActionAdopted>;
    return { actionId, document: { ...adopted, adoptedOn } };
  },
});
