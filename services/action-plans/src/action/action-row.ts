import { type Action, action } from '@ctg/convention/plan';
import { folded, inOrder } from '@ctg/identifiers';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { organisationLines } from '../role/role-lines.js';
import { missingToBeReady } from '../status/readiness.js';

/** A fiche-action with as much of it as the rules of its commands bound (`mostOf`). */
export type BoundedAction = Omit<Action, 'adoptions'>;

/** A fiche-action as it stands; how often it was adopted and what was reported of it have tables of their own. */
@Entity({ name: 'action' })
export class ActionRow {
  @PrimaryColumn('text', { name: 'action_id' }) actionId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text', { name: 'objective_id' }) objectiveId!: string;
  @Column('text') status!: string;
  /** By its number, F2 before F10; without one last. */
  @Column('text', { name: 'number_order' }) numberOrder!: string;
  /** Words by which it is found: of its number and its title. */
  @Column('text') searched!: string;
  /** What it lacks to be ready, in French; empty when nothing. */
  @Column('text', { array: true }) missing!: string[];
  @Column('jsonb') document!: BoundedAction;
}

export const actions: Projection<ActionRow> = {
  name: 'actions',
  entity: ActionRow,
  key: 'actionId',
  source: 'own',
  version: 5,
  lines: [organisationLines],
  eventTypes: action.eventTypes ?? [],
  keys: ({ data }) => [data.actionId as string],
  apply(row, event, actionId) {
    const after = action.evolve(row && { ...row.document, adoptions: [] }, event);
    if (!after) return undefined;
    const { adoptions: _elsewhere, ...document } = after;
    const conventionId = row?.conventionId ?? event.conventionId ?? '';
    const { objectiveId, status, number, title } = document;
    return {
      actionId,
      conventionId,
      cafId: event.cafId,
      objectiveId,
      status,
      numberOrder: number === undefined ? '~' : inOrder(number),
      searched: folded(`${number ?? ''} ${title}`),
      missing: missingToBeReady(document),
      document,
    };
  },
};
