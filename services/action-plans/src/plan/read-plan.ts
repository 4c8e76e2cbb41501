import { day } from '@ctg/calendar';
import {
  AxisAdded,
  ObjectiveAdded,
  PlanAdopted,
  PlanOpened,
  YearReviewed,
} from '@ctg/contracts/action-plans';
import { notFound } from '@ctg/decider';
import { uuid } from '@ctg/identifiers';
import { defineQuery, firstPage } from '@ctg/web-service';
import { z } from 'zod';
import { actions } from '../action/action-row.js';
import { listPieces } from '../piece/list-pieces.js';
import { readers } from '../rights.js';
import { axes } from './axis-row.js';
import { objectives } from './objective-row.js';
import { type PlanRow, plans } from './plan-row.js';
import { reviews } from './review-row.js';
import { planVersions } from './version-row.js';

export const listAxes = listPieces({
  name: 'axes',
  title: 'Lister les axes',
  path: 'axes',
  pieces: axes,
  table: 'axis',
  item: AxisAdded.schema,
});
export const listObjectives = listPieces({
  name: 'objectives',
  title: 'Lister les objectifs',
  path: 'objectives',
  pieces: objectives,
  table: 'objective',
  item: ObjectiveAdded.schema,
  filters: { axisId: uuid.optional().describe('Ceux de cet axe') },
  foundBy: { axisId: 'axis_id' },
});
export const listVersions = listPieces({
  name: 'plan-versions',
  title: 'Lister les versions adoptées du plan',
  path: 'plan-versions',
  pieces: planVersions,
  table: 'plan_version',
  item: z.intersection(PlanAdopted.schema, z.object({ adoptedOn: day })),
});
export const listReviews = listPieces({
  name: 'reviews',
  title: 'Lister les bilans annuels',
  path: 'reviews',
  pieces: reviews,
  table: 'plan_review',
  item: z.intersection(YearReviewed.schema, z.object({ reviewedOn: day })),
});

/** The frame of a plan, with the first page of each of its lists; its actions are listed by objective. */
export const getPlan = defineQuery({
  name: 'action-plans.get-plan',
  title: 'Lire le plan d’actions',
  roles: readers,
  route: '/conventions/:conventionId/plan',
  reads: [plans, actions, axes, objectives, planVersions, reviews],
  query: z.strictObject({}),
  answerSchema: z.intersection(
    PlanOpened.schema,
    z.object({
      conventionId: uuid,
      openedOn: day,
      actions: z.int().describe('Nombre de fiches-actions'),
      versions: listVersions.answerSchema,
      reviews: listReviews.answerSchema,
      axes: listAxes.answerSchema,
      objectives: listObjectives.answerSchema,
    }),
  ),
  async answer(input) {
    const { conventionId = '' } = input.params;
    const [row] = await input.readModel.query<
      Pick<PlanRow, 'openedOn' | 'previousConventionId'> & { readonly actions: number }
    >(
      `SELECT opened_on AS "openedOn", previous_convention_id AS "previousConventionId",
              (SELECT count(*)::integer FROM action WHERE convention_id = $1) AS actions
         FROM plan WHERE convention_id = $1`,
      [conventionId],
    );
    if (!row) throw notFound('Plan d’actions', conventionId);
    const { openedOn, previousConventionId } = row;
    return {
      conventionId,
      openedOn,
      ...(previousConventionId === null ? {} : { previousConventionId }),
      actions: row.actions,
      versions: await firstPage(listVersions, input),
      reviews: await firstPage(listReviews, input),
      axes: await firstPage(listAxes, input),
      objectives: await firstPage(listObjectives, input),
    };
  },
});
