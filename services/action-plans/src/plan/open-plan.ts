import { PlanOpened } from '@ctg/contracts/action-plans';
import { ConventionOpened } from '@ctg/contracts/partners';
import { plan } from '@ctg/convention/plan';
import { alreadyThere, defineCommand, happenedOn, pastDay } from '@ctg/decider';
import { uuid } from '@ctg/identifiers';
import type { Reaction } from '@ctg/web-service';
import { z } from 'zod';
import { preparers } from '../rights.js';

export const openPlan = defineCommand({
  name: 'action-plans.open-plan',
  title: 'Ouvrir le plan d’actions',
  description:
    'Il s’ouvre de lui-même avec la convention ; cette commande est sans effet quand il est déjà ouvert.',
  roles: preparers,
  route: '/conventions/:conventionId/plan',
  body: z.strictObject({
    previousConventionId: uuid.optional().describe('Convention précédente, dont le plan est l’origine'),
    openedOn: pastDay,
  }),
  decider: plan,
  decide: ({ body: { openedOn, ...body } }, state) =>
    state ? alreadyThere(state) : [PlanOpened(body, happenedOn(openedOn))],
});

/** Each convention has its plan from its first day, adopted or not. */
export const openWithConvention: Reaction = {
  name: 'open-plan-of-convention',
  eventTypes: [ConventionOpened.type],
  async react({ conventionId, data, occurredOn }, execute) {
    if (conventionId === undefined) return;
    const { previousConventionId } = data as { previousConventionId?: string };
    await execute(openPlan, {
      params: { conventionId },
      body: { openedOn: occurredOn, ...(previousConventionId === undefined ? {} : { previousConventionId }) },
    });
  },
};
