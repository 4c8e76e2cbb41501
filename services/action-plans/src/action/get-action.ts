import { day } from '@ctg/calendar';
import { ActionProposed, actionStatus } from '@ctg/contracts/action-plans';
import { notFound } from '@ctg/decider';
import { defineQuery, firstPage } from '@ctg/web-service';
import { z } from 'zod';
import { progressReports } from '../progress/progress-row.js';
import { readers } from '../rights.js';
import { adoptions } from '../status/adoption-row.js';
import { actions, type BoundedAction } from './action-row.js';
import { actionParts } from './parts-of-an-action.js';

const description = (ActionProposed.schema as unknown as z.ZodObject).omit({
  status: true,
}) as unknown as z.ZodType<Omit<z.infer<typeof ActionProposed.schema>, 'status'>>;

/** A fiche-action: what it says, and the first page of each of its lists. */
export const getAction = defineQuery({
  name: 'action-plans.get-action',
  title: 'Lire une fiche-action',
  roles: readers,
  route: '/conventions/:conventionId/actions/:actionId',
  reads: [actions, adoptions, progressReports],
  query: z.strictObject({}),
  answerSchema: z.intersection(
    description,
    z.object({
      status: actionStatus,
      statusSince: day.describe('Dans cette étape depuis le'),
      missing: z.array(z.string()).describe('Ce qui lui manque pour être prête'),
      operations: actionParts.operations.answerSchema,
      roles: actionParts.roles.answerSchema,
      means: actionParts.means.answerSchema,
      actualMeans: actionParts.actualMeans.answerSchema,
      indicators: actionParts.indicators.answerSchema,
      adoptions: actionParts.adoptions.answerSchema,
      progress: actionParts.progress.answerSchema,
    }),
  ),
  async answer(input) {
    const { conventionId, actionId = '' } = input.params;
    const [row] = await input.readModel.query<{ document: BoundedAction; missing: string[] }>(
      'SELECT document, missing FROM action WHERE action_id = $1 AND convention_id = $2',
      [actionId, conventionId],
    );
    if (!row) throw notFound('Fiche-action', actionId);
    const { operations, roles, means, actualMeans, indicators, toldOn: _toldOn, ...action } = row.document;
    return {
      ...action,
      missing: row.missing,
      operations: await firstPage(actionParts.operations, input),
      roles: await firstPage(actionParts.roles, input),
      means: await firstPage(actionParts.means, input),
      actualMeans: await firstPage(actionParts.actualMeans, input),
      indicators: await firstPage(actionParts.indicators, input),
      adoptions: await firstPage(actionParts.adoptions, input),
      progress: await firstPage(actionParts.progress, input),
    };
  },
});
