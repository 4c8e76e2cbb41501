import { offerChanged, ProgressReported, reportedStatus } from '@ctg/contracts/action-plans';
import { action, actionStatuses, isBeforeAdoption, progress } from '@ctg/convention/plan';
import { defineCommand, happenedDay, happenedOn, refused, warnOfYear } from '@ctg/decider';
import { text } from '@ctg/identifiers';
import { z } from 'zod';
import { actionRoute, proposed } from '../action/action.js';
import { assertOwnAction } from '../action/own-action.js';
import { amendmentsWithPlan } from '../amendment/known-amendment.js';
import { assertPlanInEffect } from '../amendment/plan-of-amendment.js';
import { assertOffersKnown } from '../diagnostic/known-offer.js';
import { reporters } from '../rights.js';
import { statusChanged } from '../status/change-status.js';

export const reportProgress = defineCommand({
  name: 'action-plans.report-progress',
  title: 'Rendre compte de l’avancement',
  description:
    'D’une action adoptée, pour une année ; le compte rendu peut aussi changer son étape, et dire ce que l’action a changé dans l’offre.',
  roles: reporters,
  route: actionRoute('/progress'),
  creates: 'reportId',
  stream: ({ conventionId = '', reportId = '' }) => ({ subject: conventionId, part: reportId }),
  body: z.strictObject({
    year: z.int().min(2000).max(2100).describe('Année dont il est rendu compte'),
    day: happenedDay.optional().describe('Date du compte rendu ; par défaut aujourd’hui'),
    text: text.describe('Ce qui a été fait, sans nom de personne'),
    status: reportedStatus.optional(),
    percent: z.int().min(0).max(100).optional().describe('Avancement en pour cent'),
    offerChanges: z
      .array(offerChanged.strict())
      .max(50)
      .optional()
      .describe('Ce que l’action a changé dans l’offre du territoire'),
  }),
  decider: progress,
  waitsFor: [],
  async lookUp({ body: { offerChanges = [] }, params, readModel, streams }) {
    const { conventionId = '', actionId = '' } = params;
    await assertOffersKnown(
      readModel,
      params,
      offerChanges.flatMap(({ offerId }) => offerId ?? []),
    );
    return {
      on: await streams.state(action, conventionId, actionId),
      amendments: await amendmentsWithPlan(readModel, conventionId),
    };
  },
  decide({ body, params, facts: { on, amendments }, actor, today, frame, warn }) {
    const current = proposed(on, params);
    assertOwnAction(current, actor);
    if (isBeforeAdoption(current.status)) {
      throw refused({
        code: 'not-adopted',
        title: 'Cette action n’est pas adoptée : il n’y a pas encore d’avancement.',
        found: actionStatuses[current.status],
        advice: 'Si le plan vient d’être adopté, réessayez dans quelques secondes.',
      });
    }
    const reportedOn = body.day ?? today;
    // Refuses a step that the action may not take; the action takes it a moment later (see `follow-progress.ts`).
    if (body.status !== undefined && body.status !== current.status) {
      statusChanged(current, body.status, reportedOn);
      assertPlanInEffect(current, body.status, reportedOn, amendments);
    }
    warnOfYear(body.year, frame, warn);
    const { actionId } = current;
    const reportId = params.reportId ?? '';
    return [ProgressReported({ actionId, reportId, ...body, day: reportedOn }, happenedOn(reportedOn))];
  },
});
