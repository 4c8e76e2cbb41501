import type { NewEvent } from '@ctg/contracts';
import {
  ActionAdopted,
  ActionProposed,
  ActionStatusChanged,
  IndicatorDrafted,
  MeansPlanned,
  OperationAdded,
  RoleAssigned,
} from '@ctg/contracts/action-plans';
import type { ActionStatus } from '@ctg/convention/plan';
import { action, progress } from '@ctg/convention/plan';
import type { AnyCommand } from '@ctg/decider';
import { given } from '@ctg/decider/testing';
import type { KnownAmendment } from '../amendment/known-amendment.js';
import { defineIndicator, draftIndicator } from '../indicator/indicator.js';
import { planMeans, recordActualMeans } from '../means/plan-means.js';
import { addOperation } from '../operation/add-operation.js';
import { followProgress } from '../progress/follow-progress.js';
import { reportProgress } from '../progress/report-progress.js';
import { assignRole, endRole } from '../role/assign-role.js';
import { adoptAction } from '../status/adopt-action.js';
import { changesOfStatus } from '../status/change-status.js';
import { transitions } from '../status/transitions.js';
import type { ActionState } from './action.js';
import { describeAction, proposeAction } from './propose-action.js';

const id = (n: number) => `0190f0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const actionId = id(1);
const params = { conventionId: id(99), actionId };
const today = '2026-11-05';
const epci = '200043404';
const caf = '775624075';

const proposal = { title: 'Soutenir la parentalité', objectiveId: id(2), approach: 'optimise' } as const;
const proposed = ActionProposed({
  actionId,
  ...proposal,
  themes: ['parentalite'],
  needIds: [],
  status: 'proposed',
});
const described = { ...proposed, data: { ...proposed.data, context: 'Offre peu connue' } };
const piloted = RoleAssigned({ actionId, role: 'pilot', organisation: epci, from: '2026-01-01' });
const financed = MeansPlanned({
  meansId: id(3),
  actionId,
  year: 2026,
  kind: 'money',
  amountText: 'à définir',
});
const measurable = IndicatorDrafted({
  indicatorId: id(4),
  actionId,
  title: 'Familles',
  kind: 'quantitative',
});
const operation = OperationAdded({ actionId, operationId: id(5), title: 'Ateliers' });
const complete = [described, piloted, financed, measurable];

const named = (name: string): AnyCommand => {
  const found = changesOfStatus.find((command) => command.name === `action-plans.${name}`);
  if (!found) throw new Error(name);
  return found;
};
const on = (past: readonly NewEvent[], command: AnyCommand, body: unknown, more: object = {}) =>
  given<ActionState>(action, ...past).when(command, body, {
    actor: { role: 'caf_adviser' },
    params,
    today,
    ...more,
  });
/** Ids that the contracts accept, instead of the `id-1` of the test kit. */
const made = (past: readonly NewEvent[], command: AnyCommand, body: unknown) =>
  command.decide(
    {
      body: command.body.parse(body),
      params,
      facts: undefined,
      actor: { subject: 'u', role: 'caf_adviser' },
      today,
      newId: () => id(7),
      warn: () => undefined,
    },
    given<ActionState>(action, ...past).state(),
  );
/** A report stands in a stream of its own; it looks at the action. */
const reporting = (
  past: readonly NewEvent[],
  body: unknown,
  actor: object = { role: 'caf_adviser' },
  amendments: readonly KnownAmendment[] = [],
) =>
  given(progress).when(reportProgress, body, {
    actor,
    params: { ...params, reportId: id(11) },
    today,
    facts: { on: given<ActionState>(action, ...past).state(), amendments },
  });
const at = (status: ActionStatus) => [
  ...complete,
  ActionStatusChanged({ actionId, from: 'proposed', to: status, changedOn: '2026-02-01' }),
];

describe('an action of a plan that an amendment brings', () => {
  const amendmentId = id(60);
  const amendment: KnownAmendment = {
    amendmentId,
    cafId: 'caf-59',
    conventionId: params.conventionId,
    title: 'Le plan',
    bringsPlan: true,
    effectOn: '2026-07-01',
    isSigned: true,
    isAbandoned: false,
  };
  const brought = [...complete, ActionAdopted({ actionId, version: 1, decisionId: id(50), amendmentId })];
  const start = (startedOn: string, facts: readonly KnownAmendment[], past: readonly NewEvent[] = brought) =>
    on(past, named('start-action'), { startedOn }, { facts });

  test('starts with the effect of the amendment, not the day before, and not before all have signed', () => {
    start('2026-06-30', [amendment]).thenRejected('plan-not-in-effect');
    expect(start('2026-07-01', [amendment]).events()).toMatchObject([{ data: { to: 'in-progress' } }]);
    start('2026-07-01', [{ ...amendment, isSigned: false }]).thenRejected('plan-not-in-effect');
    start('2026-07-01', []).thenRejected('plan-not-in-effect');
  });

  test('is not told of as under way before either', () => {
    const report = { year: 2026, text: 'Fait', status: 'in-progress' };
    const told = (day: string) => reporting(brought, { ...report, day }, undefined, [amendment]);
    told('2026-06-30').thenRejected('plan-not-in-effect');
    expect(told('2026-07-01').events()).toHaveLength(1);
  });

  test('is held by another version that no amendment brings', () => {
    const both = [...brought, ActionAdopted({ actionId, version: 2, decisionId: id(51) })];
    expect(start('2026-06-30', [amendment], both).events()).toHaveLength(1);
  });
});

test('an action takes the theme of its axis, unless it has its own', () => {
  const propose = (body: object) => on([], proposeAction, body, { facts: { axisTheme: 'parentalite' } });
  propose(proposal).then(proposed);
  expect(propose({ ...proposal, themes: ['sante', 'sante'] }).events()).toMatchObject([
    { data: { themes: ['sante'] } },
  ]);
});

test('what is recorded late keeps the day it happened, which is no day to come', () => {
  const facts = { axisTheme: 'parentalite' };
  const propose = (proposedOn: string) => on([], proposeAction, { ...proposal, proposedOn }, { facts });
  expect(propose('2025-09-16').events()).toMatchObject([{ occurredOn: '2025-09-16' }]);
  propose('2026-11-06').thenRejected('date-in-the-future');
});

test('what is not proposed cannot be touched', () => {
  on([], describeAction, { context: 'x' }).thenRejected('not-found');
  on([], named('mark-ready'), {}).thenRejected('not-found');
});

test('a fiche is completed field by field, with imprecise dates', () => {
  const later = on([proposed], describeAction, { calendar: '2025-T4', area: 'Douze communes' });
  later.thenState((state) =>
    expect(state).toMatchObject({ calendar: '2025-T4', area: 'Douze communes', title: proposal.title }),
  );
  on([proposed], describeAction, {}).thenRejected('nothing-given');
  expect(describeAction.body.safeParse({ calendar: 'bientôt' }).success).toBe(false);
});

describe('ready', () => {
  test('with a pilot, a description, means (even « à définir ») and an indicator', () => {
    expect(on(complete, named('mark-ready'), { changedOn: '2026-03-01' }).events()).toMatchObject([
      { data: { from: 'proposed', to: 'ready' }, occurredOn: '2026-03-01' },
    ]);
  });

  test('else the refusal names everything that is missing', () => {
    const refusal = () => on([proposed], named('mark-ready'), {}).events();
    expect(refusal).toThrow(
      expect.objectContaining({
        explanation: expect.objectContaining({
          code: 'not-ready',
          found:
            'il manque un pilote, une description (context ou description), des moyens prévus, au besoin « à définir », un indicateur',
        }),
      }),
    );
  });

  test.each(complete.map((event) => [event.type, event] as const))('not without %s', (_type, without) => {
    const rest = complete.filter((event) => event !== without);
    on(without === described ? [proposed, ...rest] : rest, named('mark-ready'), {}).thenRejected('not-ready');
  });

  test('a pilot who handed over to nobody is missing', () => {
    const gone = on(complete, endRole, { role: 'pilot', organisation: epci }).events();
    on([...complete, ...gone], named('mark-ready'), {}).thenRejected('not-ready');
  });
});

describe('the table of transitions', () => {
  const commands: Readonly<Record<string, ActionStatus>> = {
    'discuss-action': 'to-discuss',
    'submit-action': 'proposed',
    'mark-ready': 'ready',
    'start-action': 'in-progress',
    'pause-action': 'paused',
    'mark-late': 'late',
    'complete-action': 'done',
    'abandon-action': 'abandoned',
  };
  const pairs = Object.keys(transitions).flatMap((from) =>
    Object.entries(commands).map(([name, to]) => [from as ActionStatus, name, to] as const),
  );
  test.each(pairs)('%s, %s', (from, name, to) => {
    const step = on(at(from), named(name), {});
    if (from === to) step.then();
    else if (transitions[from].includes(to)) expect(step.events()).toMatchObject([{ data: { from, to } }]);
    else step.thenRejected('transition-not-allowed');
  });

  test('nothing goes to adopted but by the plan', () => {
    expect(Object.values(transitions).flat()).not.toContain('adopted');
  });

  test('a change has happened', () => {
    on(at('adopted'), named('start-action'), { startedOn: '2026-12-01' }).thenRejected('date-in-the-future');
  });
});

test('adopted with the plan: an action not begun becomes adopted, one under way goes on', () => {
  const adoption = { version: 1, decisionId: id(8), adoptedOn: '2025-12-02' };
  const adopt = (past: readonly NewEvent[]) => on(past, adoptAction, adoption);
  adopt(complete).thenState((state) =>
    expect(state).toMatchObject({ status: 'adopted', statusSince: '2025-12-02', adoptions: [adoption] }),
  );
  adopt(at('in-progress')).thenState((state) =>
    expect(state).toMatchObject({ status: 'in-progress', adoptions: [{ version: 1 }] }),
  );
  adopt([...complete, ...adopt(complete).events()]).then();
});

describe('roles', () => {
  test('several organisations may pilot, one twice may not', () => {
    expect(on(complete, assignRole, { role: 'pilot', organisation: caf }).events()).toHaveLength(1);
    on(complete, assignRole, { role: 'pilot', organisation: epci }).thenRejected('role-already-held');
    const ofOperation = { role: 'pilot', organisation: epci, operationId: id(5) };
    expect(on([...complete, operation], assignRole, ofOperation).events()).toHaveLength(1);
    on(complete, assignRole, ofOperation).thenRejected('unknown-operation');
  });

  test('a handover keeps both, with its day', () => {
    const handover = on(complete, endRole, {
      role: 'pilot',
      organisation: epci,
      endedOn: '2026-09-01',
      successor: caf,
    });
    handover.thenState((state) =>
      expect(state?.roles).toMatchObject([
        { organisation: epci, endedOn: '2026-09-01', successor: caf },
        { organisation: caf, from: '2026-09-01' },
      ]),
    );
  });

  test('what is not held does not end, and nothing ends before it began', () => {
    on(complete, endRole, { role: 'funder', organisation: epci }).thenRejected('role-not-held');
    on(complete, endRole, { role: 'pilot', organisation: epci, endedOn: '2025-12-31' }).thenRejected(
      'end-before-start',
    );
  });
});

describe('a pilot acts on their own actions', () => {
  const actor = (organisation: string) => ({ actor: { role: 'action_pilot' as const, organisation } });
  const report = { year: 2026, text: 'Première étape' };
  test.each<[string, AnyCommand, unknown]>([
    ['description', describeAction, { context: 'x' }],
    ['status', named('start-action'), {}],
    ['means', planMeans, { year: 2026, amount: 1 }],
    ['operation', addOperation, { title: 'x' }],
    ['indicator', draftIndicator, { title: 'x', kind: 'qualitative' }],
  ])('%s', (_what, command, body) => {
    on(at('adopted'), command, body, actor(caf)).thenRejected('not-your-action');
  });

  test('progress', () => {
    reporting(at('adopted'), report, actor(caf).actor).thenRejected('not-your-action');
  });

  test('and on those', () => {
    expect(reporting(at('adopted'), report, actor(epci).actor).events()).toHaveLength(1);
    const handedOver = on(at('adopted'), endRole, { role: 'pilot', organisation: epci }).events();
    reporting([...at('adopted'), ...handedOver], report, actor(epci).actor).thenRejected('not-your-action');
  });
});

test('what is told of a year outside the term is said', () => {
  const frame = {
    effectOn: '2026-01-01',
    lastDay: '2026-11-04',
    themes: ['parentalite'],
    cogVintage: 2026,
    communes: [],
    left: {},
  };
  const report = (year: number, day: string) =>
    given(progress).when(
      reportProgress,
      { year, day, text: 'Fait' },
      {
        actor: { role: 'caf_adviser' },
        params: { ...params, reportId: id(11) },
        today,
        facts: { on: given<ActionState>(action, ...at('in-progress')).state(), amendments: [] },
        frame,
      },
    );
  report(2026, '2026-11-04').thenWarned();
  report(2025, '2026-11-04').thenWarned('year-outside-term');
  report(2027, '2026-11-05').thenWarned('year-outside-term', 'after-the-end');
  on(complete, planMeans, { year: 2025, amount: 10 }, { frame }).thenWarned(
    'year-outside-term',
    'after-the-end',
  );
  on([proposed], describeAction, { themes: ['logement'], describedOn: '2026-10-01' }, { frame }).thenWarned(
    'theme-not-of-convention',
  );
});

describe('progress', () => {
  const report = { year: 2026, day: '2026-11-04', text: 'Terminé', percent: 100, status: 'done' };
  test('may tell of a new status, by the same table; the action follows', () => {
    expect(reporting(at('in-progress'), report).events()).toMatchObject([
      { data: { reportId: id(11), year: 2026, percent: 100, status: 'done' }, occurredOn: '2026-11-04' },
    ]);
    reporting(at('adopted'), report).thenRejected('transition-not-allowed');
    const told = { status: 'done', reportedOn: '2026-11-04' };
    expect(on(at('in-progress'), followProgress, told).events()).toMatchObject([
      { data: { from: 'in-progress', to: 'done', changedOn: '2026-11-04' } },
    ]);
  });

  test('what somebody changed meanwhile stands', () => {
    const told = { status: 'done', reportedOn: '2026-11-04' };
    on(at('done'), followProgress, told, { causedByEvent: true }).then();
    on(at('abandoned'), followProgress, told, { causedByEvent: true }).then();
  });

  test('only of an adopted action, and only of the past', () => {
    reporting(complete, report).thenRejected('not-adopted');
    reporting(at('in-progress'), { ...report, day: '2026-11-06' }).thenRejected('date-in-the-future');
  });
});

describe('means', () => {
  test.each([
    [8107.5, { amount: 8107.5 }],
    ['à définir si besoin', { amountText: 'à définir si besoin' }],
  ])('an amount of %s', (amount, data) => {
    expect(made(complete, planMeans, { year: 2027, amount })).toMatchObject([
      { data: { kind: 'money', ...data } },
    ]);
  });

  test.each([-1, 1.234, '', 'NUL \u0000'])('%j is no amount', (amount) => {
    expect(planMeans.body.safeParse({ year: 2027, amount }).success).toBe(false);
  });

  test('what was spent may answer a planned line, which must be there', () => {
    const spent = { year: 2026, amount: 7900, meansId: id(3) };
    expect(made(complete, recordActualMeans, spent)).toHaveLength(1);
    on([proposed], recordActualMeans, spent).thenRejected('unknown-means');
  });
});

test('an indicator is drafted without a unit, then defined, then defined anew', () => {
  const define = (past: readonly NewEvent[], body: object) =>
    on(
      past,
      defineIndicator,
      { definition: 'Familles venues', unit: 'familles', source: 'Pilote', ...body },
      {
        params: { ...params, indicatorId: id(4) },
      },
    );
  const once = define(complete, { baseline: 0, target: 120, pairing: 'planned-done' });
  once.thenState((state) =>
    expect(state?.indicators).toMatchObject([{ defined: true, unit: 'familles', target: 120 }]),
  );
  const twice = define([...complete, ...once.events()], { target: 90 });
  twice.thenState((state) => {
    expect(state?.indicators).toMatchObject([{ title: 'Familles', target: 90 }]);
    expect(state?.indicators[0]).not.toHaveProperty('baseline');
  });
  define([proposed], {}).thenRejected('not-found');
  expect(defineIndicator.body.safeParse({ definition: 'x', unit: 'y' }).success).toBe(false);
});
