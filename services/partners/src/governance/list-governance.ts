import { day } from '@ctg/calendar';
import type { DataOf } from '@ctg/contracts';
import {
  BodyCreated,
  bodyKind,
  DecisionRecorded,
  decisionOutcome,
  MeetingHeld,
  MeetingPlanned,
} from '@ctg/contracts/partners';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { everybody } from '../convention/read-convention.js';
import { governances } from './governance-row.js';

export const listBodies = defineList({
  name: 'partners.list-bodies',
  title: 'Lister les instances',
  roles: everybody,
  route: '/conventions/:conventionId/bodies',
  reads: [governances],
  filters: {},
  item: BodyCreated.schema,
  select: ({ params, value }) => ({
    columns: 'one.value AS body',
    from: `governance g CROSS JOIN LATERAL jsonb_each(g.document->'bodies') one`,
    where: [`g.convention_id = ${value(params.conventionId)}`],
    order: [{ by: 'one.key' }],
  }),
  show: ({ body }: { body: DataOf<typeof BodyCreated> }) => body,
});

export const listPlannedMeetings = defineList({
  name: 'partners.list-planned-meetings',
  title: 'Lister les réunions prévues, la prochaine d’abord',
  roles: everybody,
  route: '/conventions/:conventionId/planned-meetings',
  reads: [governances],
  filters: { bodyKind: bodyKind.optional() },
  item: MeetingPlanned.schema,
  select: ({ query, params, value }) => ({
    columns: 'one.value AS meeting',
    from: `governance g CROSS JOIN LATERAL jsonb_each(g.document->'planned') one`,
    where: [
      `g.convention_id = ${value(params.conventionId)}`,
      ...(query.bodyKind === undefined ? [] : [`one.value->>'bodyKind' = ${value(query.bodyKind)}`]),
    ],
    order: [{ by: `one.value->>'plannedOn'` }, { by: 'one.key' }],
  }),
  show: ({ meeting }: { meeting: DataOf<typeof MeetingPlanned> }) => meeting,
});

export const listMeetings = defineList({
  name: 'partners.list-meetings',
  title: 'Lister les réunions, la plus récente d’abord',
  roles: everybody,
  route: '/conventions/:conventionId/meetings',
  reads: [governances],
  filters: { bodyKind: bodyKind.optional() },
  item: MeetingHeld.schema,
  select: ({ query, params, value }) => ({
    columns: 'one.value AS meeting',
    from: `governance g CROSS JOIN LATERAL jsonb_each(g.document->'meetings') one`,
    where: [
      `g.convention_id = ${value(params.conventionId)}`,
      ...(query.bodyKind === undefined ? [] : [`one.value->>'bodyKind' = ${value(query.bodyKind)}`]),
    ],
    order: [
      { by: `one.value->>'heldOn'`, descending: true },
      { by: 'one.key', descending: true },
    ],
  }),
  show: ({ meeting }: { meeting: DataOf<typeof MeetingHeld> }) => meeting,
});

type Decision = DataOf<typeof DecisionRecorded> & { readonly decidedOn: string };

export const listDecisions = defineList({
  name: 'partners.list-decisions',
  title: 'Lire le registre des décisions, la plus récente d’abord',
  roles: everybody,
  route: '/conventions/:conventionId/decisions',
  reads: [governances],
  filters: { bodyKind: bodyKind.optional(), outcome: decisionOutcome.optional() },
  item: z.intersection(DecisionRecorded.schema, z.object({ decidedOn: day.describe('Date de la décision') })),
  select: ({ query, params, value }) => ({
    columns: 'one.value AS decision',
    from: `governance g CROSS JOIN LATERAL jsonb_array_elements(g.document->'decisions') one`,
    where: [
      `g.convention_id = ${value(params.conventionId)}`,
      ...(query.bodyKind === undefined ? [] : [`one.value->>'bodyKind' = ${value(query.bodyKind)}`]),
      ...(query.outcome === undefined ? [] : [`one.value->>'outcome' = ${value(query.outcome)}`]),
    ],
    order: [
      { by: `one.value->>'decidedOn'`, descending: true },
      { by: `one.value->>'decisionId'`, descending: true },
    ],
  }),
  show: ({ decision }: { decision: Decision }) => decision,
});
