import { day } from '@ctg/calendar';
import {
  AxisAdded,
  ObjectiveAdded,
  PlanAdopted,
  PlanOpened,
  YearReviewed,
} from '@ctg/contracts/action-plans';
import type { ShownPlan } from '@ctg/convention/plan';
import { notFound } from '@ctg/decider';
import { uuid } from '@ctg/identifiers';
import { defineList, defineQuery, firstPage } from '@ctg/web-service';
import { z } from 'zod';
import { actions } from '../action/action-row.js';
import { readers } from '../rights.js';
import { plans } from './plan-row.js';

/** What the copil decided stands in the frame of the plan. */
const places = {
  axes: `'axes'`,
  objectives: `'objectives'`,
  versions: `'frame'->'versions'`,
  reviews: `'frame'->'reviews'`,
} as const;

/** A list inside a plan's document, in the order in which it was recorded. */
const listOf = <Item, Shape extends z.ZodRawShape>(
  field: keyof typeof places,
  name: string,
  title: string,
  item: z.ZodType<Item>,
  filters: Shape,
) =>
  defineList({
    name: `action-plans.list-${name}`,
    title,
    roles: readers,
    route: `/conventions/:conventionId/${name}`,
    reads: [plans],
    filters,
    item,
    select: ({ query, params, value }) => ({
      columns: 'one.value AS part',
      from: `plan p CROSS JOIN LATERAL
        jsonb_array_elements(p.document->${places[field]}) WITH ORDINALITY AS one(value, place)`,
      where: [
        `p.convention_id = ${value(params.conventionId)}`,
        ...Object.entries(query)
          .filter(([, asked]) => asked !== undefined)
          .map(([field, asked]) => `one.value->>${value(field)} = ${value(asked)}`),
      ],
      order: [{ by: 'one.place', as: 'bigint' }],
    }),
    show: ({ part }: { part: never }) => part,
  });

export const listAxes = listOf('axes', 'axes', 'Lister les axes', AxisAdded.schema, {});
export const listObjectives = listOf(
  'objectives',
  'objectives',
  'Lister les objectifs',
  ObjectiveAdded.schema,
  {
    axisId: uuid.optional().describe('Ceux de cet axe'),
  },
);
export const listVersions = listOf(
  'versions',
  'plan-versions',
  'Lister les versions adoptées du plan',
  z.intersection(PlanAdopted.schema, z.object({ adoptedOn: day })),
  {},
);
export const listReviews = listOf(
  'reviews',
  'reviews',
  'Lister les bilans annuels',
  z.intersection(YearReviewed.schema, z.object({ reviewedOn: day })),
  {},
);

/** The frame of a plan, with the first page of each of its lists; its actions are listed by objective. */
export const getPlan = defineQuery({
  name: 'action-plans.get-plan',
  title: 'Lire le plan d’actions',
  roles: readers,
  route: '/conventions/:conventionId/plan',
  reads: [plans, actions],
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
    const [row] = await input.readModel.query<{ document: ShownPlan; actions: number }>(
      `SELECT document, (SELECT count(*)::integer FROM action WHERE convention_id = $1) AS actions
         FROM plan WHERE convention_id = $1`,
      [conventionId],
    );
    if (!row?.document.frame) throw notFound('Plan d’actions', conventionId);
    const { openedOn, previousConventionId } = row.document.frame;
    return {
      conventionId,
      openedOn,
      ...(previousConventionId === undefined ? {} : { previousConventionId }),
      actions: row.actions,
      versions: await firstPage(listVersions, input),
      reviews: await firstPage(listReviews, input),
      axes: await firstPage(listAxes, input),
      objectives: await firstPage(listObjectives, input),
    };
  },
});
