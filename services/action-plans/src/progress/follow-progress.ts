import { day } from '@ctg/calendar';
import type { DataOf } from '@ctg/contracts';
import { ProgressReported, reportedStatus } from '@ctg/contracts/action-plans';
import { action } from '@ctg/convention/plan';
import { alreadyThere, defineCommand, Rejection } from '@ctg/decider';
import type { Reaction } from '@ctg/web-service';
import { z } from 'zod';
import { actionRoute, actionStream, proposed } from '../action/action.js';
import { reporters } from '../rights.js';
import { statusChanged } from '../status/change-status.js';

/** Given by the reaction below only: people report, or change the status. */
export const followProgress = defineCommand({
  name: 'action-plans.follow-progress',
  title: 'Mettre une action à l’étape que dit son compte rendu',
  roles: reporters,
  route: actionRoute('/reported-status'),
  stream: actionStream,
  body: z.strictObject({ status: reportedStatus, reportedOn: day }),
  decider: action,
  decide({ body: { status, reportedOn }, params }, state) {
    const current = proposed(state, params);
    // It was allowed when it was reported; if somebody has moved the action meanwhile, that stands.
    const stands = alreadyThere({ status: current.status, reportedOn: current.statusSince });
    if (current.status === status) return stands;
    try {
      return statusChanged(current, status, reportedOn);
    } catch (error) {
      if (error instanceof Rejection) return stands;
      throw error;
    }
  },
});

/** A report is a stream of its own; the action it is on learns of the step on its own stream, where steps are decided. */
export const actionFollowsProgress: Reaction = {
  name: 'action-follows-progress',
  eventTypes: [ProgressReported.type],
  async react({ conventionId, data }, execute) {
    const { actionId, status, day: reportedOn } = data as DataOf<typeof ProgressReported>;
    if (conventionId === undefined || status === undefined) return;
    await execute(followProgress, { params: { conventionId, actionId }, body: { status, reportedOn } });
  },
};
