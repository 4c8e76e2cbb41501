import { AxisAdded, ObjectiveAdded } from '@ctg/contracts/action-plans';
import { themeCode } from '@ctg/contracts/themes';
import { axis, objective } from '@ctg/convention/plan';
import { defineCommand, happenedOn, invalid, type LookUpInput, pastDay, warnOfThemes } from '@ctg/decider';
import { title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { assertPrioritiesKnown } from '../diagnostic/known-priority.js';
import { preparers } from '../rights.js';
import { lookUpPlan } from './plan.js';

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
  decider: axis,
  creates: 'axisId',
  stream: ({ conventionId = '', axisId = '' }) => ({ subject: conventionId, part: axisId }),
  lookUp: lookUpPlan,
  decide({ body: { addedOn, ...body }, params: { axisId = '' }, frame, warn }) {
    warnOfThemes([body.theme], frame, warn);
    return [AxisAdded({ axisId, ...body }, happenedOn(addedOn))];
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
  decider: objective,
  creates: 'objectiveId',
  stream: ({ conventionId = '', objectiveId = '' }) => ({ subject: conventionId, part: objectiveId }),
  async lookUp(input: LookUpInput<z.infer<typeof objectiveBody>>) {
    const { body, params, readModel, streams } = input;
    await lookUpPlan(input);
    await assertPrioritiesKnown(readModel, params, body.priorityIds);
    return streams.state(axis, params.conventionId ?? '', body.axisId);
  },
  decide({ body: { addedOn, ...body }, params: { objectiveId = '' }, facts: under }) {
    if (!under) {
      throw invalid({
        code: 'unknown-axis',
        title: 'Cet axe n’est pas dans le plan.',
        expected: 'l’identifiant d’un axe de ce plan',
        found: body.axisId,
      });
    }
    return [
      ObjectiveAdded(
        { objectiveId, ...body, priorityIds: [...new Set(body.priorityIds)] },
        happenedOn(addedOn),
      ),
    ];
  },
});
