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
import { bodies } from './body-row.js';
import { decisions } from './decision-row.js';
import { meetings } from './meeting-row.js';

export const listBodies = defineList({
  name: 'partners.list-bodies',
  title: 'Lister les instances',
  roles: everybody,
  route: '/conventions/:conventionId/bodies',
  reads: [bodies],
  filters: {},
  item: BodyCreated.schema,
  select: ({ params, value }) => ({
    columns: 'document',
    from: 'body',
    where: [`convention_id = ${value(params.conventionId)}`],
    order: [{ by: 'body_id' }],
  }),
  show: ({ document }: { document: DataOf<typeof BodyCreated> }) => document,
});

export const listPlannedMeetings = defineList({
  name: 'partners.list-planned-meetings',
  title: 'Lister les réunions prévues, la prochaine d’abord',
  roles: everybody,
  route: '/conventions/:conventionId/planned-meetings',
  reads: [meetings],
  filters: { bodyKind: bodyKind.optional() },
  item: MeetingPlanned.schema,
  select: ({ query: { bodyKind: kind }, params, value }) => ({
    columns: 'document',
    from: 'meeting',
    where: [
      `convention_id = ${value(params.conventionId)}`,
      `status = 'planned'`,
      ...(kind === undefined ? [] : [`body_kind = ${value(kind)}`]),
    ],
    order: [{ by: 'day' }, { by: 'meeting_id' }],
  }),
  show: ({ document }: { document: DataOf<typeof MeetingPlanned> }) => document,
});

export const listMeetings = defineList({
  name: 'partners.list-meetings',
  title: 'Lister les réunions, la plus récente d’abord',
  roles: everybody,
  route: '/conventions/:conventionId/meetings',
  reads: [meetings],
  filters: { bodyKind: bodyKind.optional() },
  item: MeetingHeld.schema,
  select: ({ query: { bodyKind: kind }, params, value }) => ({
    columns: 'document',
    from: 'meeting',
    where: [
      `convention_id = ${value(params.conventionId)}`,
      `status = 'held'`,
      ...(kind === undefined ? [] : [`body_kind = ${value(kind)}`]),
    ],
    order: [
      { by: 'day', descending: true },
      { by: 'meeting_id', descending: true },
    ],
  }),
  show: ({ document }: { document: DataOf<typeof MeetingHeld> }) => document,
});

interface Decision {
  readonly document: DataOf<typeof DecisionRecorded>;
  readonly decidedOn: string;
}

export const listDecisions = defineList({
  name: 'partners.list-decisions',
  title: 'Lire le registre des décisions, la plus récente d’abord',
  roles: everybody,
  route: '/conventions/:conventionId/decisions',
  reads: [decisions],
  filters: { bodyKind: bodyKind.optional(), outcome: decisionOutcome.optional() },
  item: z.intersection(DecisionRecorded.schema, z.object({ decidedOn: day.describe('Date de la décision') })),
  select: ({ query: { bodyKind: kind, outcome }, params, value }) => ({
    columns: 'document, decided_on AS "decidedOn"',
    from: 'decision',
    where: [`convention_id = ${value(params.conventionId)}`],
    holds: [
      ...(kind === undefined ? [] : [`body_kind = ${value(kind)}`]),
      ...(outcome === undefined ? [] : [`outcome = ${value(outcome)}`]),
    ],
    order: [
      { by: 'decided_on', descending: true },
      { by: 'decision_id', descending: true },
    ],
  }),
  show: ({ document, decidedOn }: Decision) => ({ ...document, decidedOn }),
});
