import { day } from '@ctg/calendar';
import type { DataOf } from '@ctg/contracts';
import { ActionAdopted, PlanAdopted } from '@ctg/contracts/action-plans';
import { action } from '@ctg/convention/plan';
import { alreadyThere, defineCommand } from '@ctg/decider';
import { uuid } from '@ctg/identifiers';
import type { Reaction } from '@ctg/web-service';
import { z } from 'zod';
import { actionRoute, actionStream, proposed } from '../action/action.js';
import { recordersOfDecisions } from '../rights.js';

/** Given by the reaction below only: people adopt the plan, not an action. */
export const adoptAction = defineCommand({
  name: 'action-plans.adopt-action',
  title: 'Adopter une action avec le plan',
  roles: recordersOfDecisions,
  route: actionRoute('/adoption'),
  stream: actionStream,
  body: z.strictObject({
    version: z.int(),
    decisionId: uuid,
    amendmentId: uuid.optional(),
    adoptedOn: day,
  }),
  decider: action,
  decide({ body: { adoptedOn, ...adopted }, params }, state) {
    const { actionId, adoptions } = proposed(state, params);
    const before = adoptions.find(({ version }) => version === adopted.version);
    if (before) return alreadyThere(before);
    return [ActionAdopted({ actionId, ...adopted }, { occurredOn: adoptedOn })];
  },
});

/**
 * The plan is adopted on its own stream, in one decision for many actions; each action then learns of it on its own
 * stream, because "may it start?" is decided there.
 */
export const adoptActionsOfPlan: Reaction = {
  name: 'adopt-actions-of-plan',
  eventTypes: [PlanAdopted.type],
  async react({ conventionId, data, occurredOn }, execute) {
    if (conventionId === undefined) return;
    const { actionIds, version, decisionId, amendmentId } = data as DataOf<typeof PlanAdopted>;
    for (const actionId of actionIds) {
      await execute(adoptAction, {
        params: { conventionId, actionId },
        body: {
          version,
          decisionId,
          adoptedOn: occurredOn,
          ...(amendmentId === undefined ? {} : { amendmentId }),
        },
        id: actionId,
      });
    }
  },
};
