import { day } from '@ctg/calendar';
import {
  ActualMeansRecorded,
  IndicatorDefined,
  IndicatorDrafted,
  MeansPlanned,
  OperationAdded,
  ProgressReported,
  RoleAssigned,
} from '@ctg/contracts/action-plans';
import type { Action } from '@ctg/convention/plan';
import { organisationId, uuid } from '@ctg/identifiers';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { listPieces } from '../piece/list-pieces.js';
import { progressReports } from '../progress/progress-row.js';
import { readers } from '../rights.js';
import { adoptions } from '../status/adoption-row.js';
import type { mostOf } from './action.js';
import { actions } from './action-row.js';

/** What an event says of a part of an action, which needs no more be told of which action. */
const told = <Data>(schema: z.ZodType<Data>) =>
  (schema as unknown as z.ZodObject<{ actionId: z.ZodString }>).omit({
    actionId: true,
  }) as unknown as z.ZodType<Omit<Data, 'actionId'>>;

export const heldRole = z.intersection(
  told(RoleAssigned.schema),
  z.object({
    endedOn: day.optional().describe('Dernier jour ; absent : tenu aujourd’hui'),
    successor: organisationId.optional().describe('Organisation qui a pris le relais'),
  }),
);

const indicator = z.intersection(
  told(IndicatorDrafted.schema),
  z.object({
    ...(IndicatorDefined.schema as unknown as z.ZodObject)
      .partial()
      .omit({ actionId: true, indicatorId: true }).shape,
    defined: z.boolean().describe('A une définition, une unité et une source'),
  }),
) as unknown as z.ZodType<Action['indicators'][number]>;

const adoption = z.object({
  version: z.int().describe('Version du plan'),
  decisionId: uuid.describe('Décision du copil'),
  amendmentId: uuid.optional().describe('Avenant qui apporte cette version'),
  adoptedOn: day,
});

/** A list inside an action's document, in the order in which it was recorded: of what a command bounds (`mostOf`). */
const listOf = <Item>(field: keyof typeof mostOf, name: string, title: string, item: z.ZodType<Item>) =>
  defineList({
    name: `action-plans.list-action-${name}`,
    title,
    roles: readers,
    route: `/conventions/:conventionId/actions/:actionId/${name}`,
    reads: [actions],
    filters: {},
    item,
    select: ({ params, value }) => ({
      columns: 'one.value AS part',
      from: `action a CROSS JOIN LATERAL
        jsonb_array_elements(a.document->'${field}') WITH ORDINALITY AS one(value, place)`,
      where: [`a.convention_id = ${value(params.conventionId)}`, `a.action_id = ${value(params.actionId)}`],
      order: [{ by: 'one.place', as: 'bigint' }],
    }),
    show: ({ part }: { part: never }) => part,
  });

/** Everything that an action has several of. */
export const actionParts = {
  operations: listOf(
    'operations',
    'operations',
    'Lister les opérations d’une action',
    told(OperationAdded.schema),
  ),
  roles: listOf('roles', 'roles', 'Lister les rôles tenus dans une action', heldRole),
  means: listOf('means', 'means', 'Lister les moyens prévus d’une action', told(MeansPlanned.schema)),
  actualMeans: listOf(
    'actualMeans',
    'actual-means',
    'Lister les moyens réalisés d’une action',
    told(ActualMeansRecorded.schema),
  ),
  indicators: listOf('indicators', 'indicators', 'Lister les indicateurs d’une action', indicator),
  adoptions: listPieces({
    name: 'action-adoptions',
    title: 'Lister les adoptions d’une action',
    path: 'actions/:actionId/adoptions',
    pieces: adoptions,
    table: 'action_adoption',
    item: adoption,
    foundBy: { actionId: 'action_id' },
  }),
  progress: listPieces({
    name: 'action-progress',
    title: 'Lister les avancements rapportés d’une action',
    path: 'actions/:actionId/progress',
    pieces: progressReports,
    table: 'action_progress',
    item: told(ProgressReported.schema),
    foundBy: { actionId: 'action_id' },
  }),
} as const;
