import type { Action } from '@ctg/convention/plan';
import type { Lines } from '@ctg/read-model';
import { Entity, PrimaryColumn } from 'typeorm';

/** The row of an action, in what its lines are made of. */
interface Lined {
  readonly actionId: string;
  readonly conventionId: string;
  readonly cafId: string;
  readonly numberOrder: string;
  readonly document: Pick<Action, 'roles'>;
}

/** An organisation that has, or once had, a role in an action. */
@Entity({ name: 'action_organisation' })
export class ActionOrganisation {
  @PrimaryColumn('text', { name: 'action_id' }) actionId!: string;
  @PrimaryColumn('text', { name: 'convention_id' }) conventionId!: string;
  @PrimaryColumn('text', { name: 'caf_id' }) cafId!: string;
  @PrimaryColumn('text') organisation!: string;
  /** By which its actions are ordered. */
  @PrimaryColumn('text', { name: 'number_order' }) numberOrder!: string;
}

export const organisationLines: Lines<Lined> = {
  entity: ActionOrganisation,
  of: ({ actionId, conventionId, cafId, numberOrder, document }) =>
    [...new Set(document.roles.map(({ organisation }) => organisation))].map((organisation) => ({
      actionId,
      conventionId,
      cafId,
      organisation,
      numberOrder,
    })),
};
