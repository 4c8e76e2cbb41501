import { notFound } from '@ctg/decider';
import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { actionsOf, type ShownAction } from '../action/read-actions.js';
import { readers } from '../rights.js';
import type { Plan } from './plan.js';

/** An action in the tree: enough to find it; the rest is in its fiche. */
const inTree = ({ actionId, number, title, status, approach, needIds, roles, missing }: ShownAction) => ({
  actionId,
  number,
  title,
  status,
  approach,
  needIds,
  pilots: roles
    .filter(({ role, endedOn }) => role === 'pilot' && endedOn === undefined)
    .map((held) => held.organisation),
  missing,
});

/** Axis → objective → action. */
function planTree({ axes, objectives }: Plan, actions: readonly ShownAction[]) {
  return axes.map((axis) => ({
    ...axis,
    objectives: objectives
      .filter(({ axisId }) => axisId === axis.axisId)
      .map((objective) => ({
        ...objective,
        actions: actions.filter(({ objectiveId }) => objectiveId === objective.objectiveId).map(inTree),
      })),
  }));
}

export const getPlan = defineQuery({
  name: 'action-plans.get-plan',
  title: 'Lire le plan d’actions',
  roles: readers,
  route: '/conventions/:conventionId/plan',
  query: z.strictObject({}),
  async answer({ params: { conventionId = '' }, readModel }) {
    const [row] = await readModel.query<{ document: Plan }>(
      'SELECT document FROM plan WHERE convention_id = $1',
      [conventionId],
    );
    if (!row) throw notFound('Plan d’actions', conventionId);
    const { openedOn, previousConventionId, versions, reviews } = row.document;
    const axes = planTree(row.document, await actionsOf(readModel, conventionId));
    return { conventionId, openedOn, previousConventionId, versions, reviews, axes };
  },
});
