/** However much was recorded, one more event loads and writes no more of the tables. */
import type { AnyEventDefinition, PublishedEvent } from '@ctg/contracts';
import {
  ActionProposed,
  ActualMeansRecorded,
  actionPlansEvents,
  IndicatorDrafted,
  MeansPlanned,
  OperationAdded,
  PlanOpened,
  RoleAssigned,
} from '@ctg/contracts/action-plans';
import { goldensOf } from '@ctg/contracts/schemas';
import { toAppend } from '@ctg/contracts/testing';
import { type Action, action } from '@ctg/convention/plan';
import type { AnyCommand } from '@ctg/decider';
import { given, testId } from '@ctg/decider/testing';
import { readModelOf } from '@ctg/web-service';
import { workOfRows } from '@ctg/web-service/testing';
import { mostOf } from './action/action.js';
import { actionPlansService } from './index.js';
import { draftIndicator } from './indicator/indicator.js';
import { planMeans, recordActualMeans } from './means/plan-means.js';
import { addOperation } from './operation/add-operation.js';
import { assignRole, endRole } from './role/assign-role.js';

const [few, many] = [10, 1_000];
const [actionId, conventionId] = [testId(1), testId(2)];
const own = readModelOf(actionPlansService).projections.filter(({ source }) => source === 'own');
const folded = actionPlansEvents.filter(({ type }) =>
  own.some(({ eventTypes }) => eventTypes.includes(type)),
);

/** The nth event of a convention: what its type says by way of example, of the one action, with ids of its own. */
function nth(n: number, definition: AnyEventDefinition) {
  const data = goldensOf(definition.type, definition.version)[0]?.data ?? {};
  const ids = ['axisId', 'objectiveId', 'reportId', 'decisionId'].filter((field) => field in data);
  return definition({
    ...data,
    ...Object.fromEntries(ids.map((field) => [field, testId(1_000 + n)])),
    ...('actionId' in data ? { actionId } : {}),
  });
}

function recorded(n: number, definition: AnyEventDefinition): PublishedEvent {
  const { metadata, ...event } = toAppend(nth(n, definition), testId(n), {
    cafId: 'caf-59',
    conventionId,
    on: '2026-01-05',
  });
  return {
    ...metadata,
    ...event,
    stream: `actionplans.plan-${conventionId}`,
    revision: n,
    position: String(1_000_000 + n),
    recordedAt: '2026-01-05T10:00:00.000Z',
  };
}

/** What one more event takes behind so many of its type. */
function workOfOneMore(definition: AnyEventDefinition, before: number): number {
  const begun = [PlanOpened, ActionProposed].map((one) => recorded(0, one));
  const life = Array.from({ length: before }, (_, n) => recorded(n + 1, definition));
  return workOfRows(actionPlansService, [...begun, ...life], [recorded(before + 1, definition)]);
}

/** Of what an action's own row holds, and the command that bounds it. */
const bounded: Readonly<
  Record<string, readonly [keyof typeof mostOf, AnyEventDefinition, AnyCommand, body: object]>
> = {
  [OperationAdded.type]: ['operations', OperationAdded, addOperation, { title: 'Ateliers' }],
  [RoleAssigned.type]: ['roles', RoleAssigned, assignRole, { role: 'pilot', organisation: '775624075' }],
  [MeansPlanned.type]: ['means', MeansPlanned, planMeans, { year: 2026, amount: 1 }],
  [ActualMeansRecorded.type]: [
    'actualMeans',
    ActualMeansRecorded,
    recordActualMeans,
    { year: 2026, amount: 1 },
  ],
  [IndicatorDrafted.type]: [
    'indicators',
    IndicatorDrafted,
    draftIndicator,
    { title: 'Familles', kind: 'quantitative' },
  ],
};

test.each(folded.filter(({ type }) => !(type in bounded)).map((one) => [one.type, one] as const))(
  '%s: one more behind a thousand is as much as behind ten',
  (_type, definition) => {
    const work = workOfOneMore(definition, many);
    expect(work).toBeGreaterThan(0);
    expect(work).toBe(workOfOneMore(definition, few));
  },
);

test.each(Object.entries(bounded))(
  '%s: no more than an action may hold',
  (_type, [field, definition, command, body]) => {
    const holding = (count: number) =>
      given<Action | undefined>(
        action,
        nth(0, ActionProposed),
        ...Array.from({ length: count }, (_, n) => nth(n, definition)),
      );
    const options = { actor: { role: 'caf_adviser' as const }, params: { conventionId, actionId } };
    expect(holding(mostOf[field]).state()?.[field]).toHaveLength(mostOf[field]);
    holding(mostOf[field]).when(command, body, options).thenRejected('too-many');
    expect(
      holding(mostOf[field] - 1)
        .when(command, body, options)
        .events(),
    ).toHaveLength(1);
  },
);

test('a role that is handed over is one more of them', () => {
  const roles = Array.from({ length: mostOf.roles }, (_, n) => nth(n, RoleAssigned));
  const { role, organisation, operationId } = nth(0, RoleAssigned).data;
  const ended = { role, organisation, operationId, endedOn: '2026-12-31' };
  const full = given<Action | undefined>(action, nth(0, ActionProposed), ...roles);
  const options = { params: { conventionId, actionId }, today: '2026-12-31' };
  full.when(endRole, { ...ended, successor: '775624075' }, options).thenRejected('too-many');
  expect(full.when(endRole, ended, options).events()).toHaveLength(1);
});

test('whatever an action gathers is bounded, or has rows of its own', () => {
  const state = given<Action | undefined>(action, nth(0, ActionProposed)).state() ?? {};
  const lists = Object.entries(state).filter(([, value]) => Array.isArray(value) && value.length === 0);
  expect(lists.map(([field]) => field).sort()).toEqual(['adoptions', ...Object.keys(mostOf)].sort());
});
