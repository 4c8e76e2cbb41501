import { AxisAdded, ObjectiveAdded } from '@ctg/contracts/action-plans';
import { themeCode } from '@ctg/contracts/themes';
import { defineCommand, happenedOn, invalid, type LookUpInput, pastDay } from '@ctg/decider';
import { title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { assertPrioritiesKnown } from '../diagnostic/known-priority.js';
import { preparers } from '../rights.js';
import { opened, plan } from './plan.js';

export const addAxis = defineCommand({
  name: 'action-plans.add-axis',
  title: 'Ajouter un axe',
  roles: preparers,
  route: '/conventions/:conventionId/axes',
  body: z.strictObject({
    title: title.describe('Intitulé de l’axe'),
    theme: themeCode.describe('Thème de l’axe, national ou propre à la convention'),
    addedOn: pastDay,
  }),
  decider: plan,
  decide({ body: { addedOn, ...body }, params, newId }, state) {
    opened(state, params);
    return [AxisAdded({ axisId: newId(), ...body }, happenedOn(addedOn))];
  },
});

const objectiveBody = z.strictObject({
  axisId: uuid.describe('Axe'),
  title: title.describe('Intitulé de l’objectif'),
  priorityIds: z.array(uuid).max(50).default([]).describe('Enjeux du diagnostic auxquels il répond'),
  addedOn: pastDay,
});

export const addObjective = defineCommand({
  name: 'action-plans.add-objective',
  title: 'Ajouter un objectif à un axe',
  description: 'Il peut répondre à des enjeux du diagnostic.',
  roles: preparers,
  route: '/conventions/:conventionId/objectives',
  body: objectiveBody,
  decider: plan,
  lookUp: ({ body, params, readModel }: LookUpInput<z.infer<typeof objectiveBody>>) =>
    assertPrioritiesKnown(readModel, params, body.priorityIds),
  decide({ body: { addedOn, ...body }, params, newId }, state) {
    const { axes } = opened(state, params);
    if (!axes.some(({ axisId }) => axisId === body.axisId)) {
      throw invalid({
        code: 'unknown-axis',
        title: 'Cet axe n’est pas dans le plan.',
        expected: axes.map((axis) => `${axis.axisId} (${axis.title})`).join(', ') || 'aucun axe encore',
        found: body.axisId,
      });
    }
    return [
      ObjectiveAdded(
        { objectiveId: newId(), ...body, priorityIds: [...new Set(body.priorityIds)] },
        happenedOn(addedOn),
      ),
    ];
  },
});
