import { day } from '@ctg/calendar';
import { ProgressReported } from '@ctg/contracts/action-plans';
import { defineCommand, happenedOn, refused } from '@ctg/decider';
import { text } from '@ctg/identifiers';
import { z } from 'zod';
import { actionRoute, actionStream, proposed } from '../action/action.js';
import { action } from '../action/action-decider.js';
import { assertOwnAction } from '../action/own-action.js';
import { reporters } from '../rights.js';
import { statusChanged } from '../status/change-status.js';
import { frenchStatus, isBeforeAdoption } from '../status/transitions.js';

export const reportProgress = defineCommand({
  name: 'action-plans.report-progress',
  title: 'Rendre compte de l’avancement',
  description: 'D’une action adoptée, pour une année ; le compte rendu peut aussi changer son étape.',
  roles: reporters,
  route: actionRoute('/progress'),
  stream: actionStream,
  body: z.strictObject({
    year: z.int().min(2000).max(2100).describe('Année dont il est rendu compte'),
    day: day.optional().describe('Date du compte rendu ; par défaut aujourd’hui'),
    text: text.describe('Ce qui a été fait, sans nom de personne'),
    status: z
      .enum(['in-progress', 'paused', 'late', 'done', 'abandoned'])
      .optional()
      .describe('Nouvelle étape : in-progress, paused, late, done ou abandoned'),
    percent: z.int().min(0).max(100).optional().describe('Avancement en pour cent'),
  }),
  decider: action,
  decide({ body: { status, ...body }, params, actor, today }, state) {
    const current = proposed(state, params);
    assertOwnAction(current, actor);
    if (isBeforeAdoption(current.status)) {
      throw refused({
        code: 'not-adopted',
        title: 'Cette action n’est pas adoptée : il n’y a pas encore d’avancement.',
        found: frenchStatus[current.status],
        advice: 'Si le plan vient d’être adopté, réessayez dans quelques secondes.',
      });
    }
    const reportedOn = body.day ?? today;
    const report = ProgressReported(
      { actionId: current.actionId, ...body, day: reportedOn },
      happenedOn(reportedOn),
    );
    return [report, ...(status === undefined ? [] : statusChanged(current, status, reportedOn))];
  },
});
