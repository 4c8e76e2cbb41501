import type { Lines } from '@ctg/read-model';
import { Entity, PrimaryColumn } from 'typeorm';
import type { ActionRow } from '../action/action-row.js';

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

export const organisationLines: Lines<ActionRow> = {
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
