import type { NewEvent } from '@ctg/contracts';
import { AxisAdded, ObjectiveAdded, PlanAdopted, PlanOpened } from '@ctg/contracts/action-plans';
import { type Axis, axis, objective, type Plan, plan } from '@ctg/convention/plan';
import type { AnyCommand } from '@ctg/decider';
import { given, streamsOf } from '@ctg/decider/testing';
import { adoptedDecision } from '@ctg/web-service/testing';
import type { KnownAmendment } from '../amendment/known-amendment.js';
import { type AdoptionFacts, adoptPlan } from './adopt-plan.js';
import { addAxis, addObjective } from './axes-and-objectives.js';
import { openPlan } from './open-plan.js';
import { reviewYear } from './review-year.js';
import { themeOfObjective } from './theme-of-objective.js';

const id = (n: number) => `0190f0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const params = { conventionId: id(99) };
const on = (past: readonly NewEvent[], command: AnyCommand, body: unknown, facts?: unknown) =>
  given<Plan | undefined>(plan, ...past).when(command, body, { params, facts });

const open = PlanOpened({});
const added = AxisAdded({ axisId: id(1), title: 'Petite enfance', theme: 'petite-enfance' });
const decision = adoptedDecision(id(50), params.conventionId, 'action-plan', { decidedOn: '2025-12-02' });
const listed = (n: number, more: Partial<AdoptionFacts['actions'][number]> = {}) =>
  ({ actionId: id(n), number: `F${n}`, title: 'Action', status: 'ready', missing: [], ...more }) as const;

test('a plan opens once, and nothing comes before it', () => {
  on([], openPlan, {}).then(open);
  on([open], openPlan, {}).then();
});

test('what is added to a plan that is not known yet waits for it', async () => {
  const readModel = { query: async () => [] };
  const asked = { params, actor: { subject: 'u', role: 'caf_adviser' as const }, readModel };
  const body = { title: 'Axe', theme: 'sante' };
  await expect(addAxis.lookUp?.({ ...asked, body, streams: streamsOf() })).rejects.toMatchObject({
    explanation: { code: 'not-known-yet' },
  });
  const streams = streamsOf({ decider: plan, subject: params.conventionId, past: [open] });
  expect(await addAxis.lookUp?.({ ...asked, body, streams })).toMatchObject({ versions: [] });
});

test('an objective belongs to an axis of the plan; a theme may be the convention’s own', () => {
  expect(addAxis.body.safeParse({ title: 'Axe', theme: 'mobilite-des-jeunes' }).success).toBe(true);
  const at = { params: { ...params, axisId: id(1), objectiveId: id(2) } };
  given(axis).when(addAxis, { title: 'Petite enfance', theme: 'petite-enfance' }, at).then(added);
  const aim = (facts: Axis | undefined) =>
    given(objective).when(addObjective, { axisId: id(1), title: 'Accueillir' }, { ...at, facts });
  aim(undefined).thenRejected('unknown-axis');
  aim(given(axis, added).state()).then(
    ObjectiveAdded({ objectiveId: id(2), axisId: id(1), title: 'Accueillir', priorityIds: [] }),
  );
});

test('an action takes the theme of the axis of its objective, as both stand in their streams', async () => {
  const aimed = ObjectiveAdded({ objectiveId: id(2), axisId: id(1), title: 'Accueillir', priorityIds: [] });
  const subject = params.conventionId;
  const streams = streamsOf(
    { decider: axis, subject, part: id(1), past: [added] },
    { decider: objective, subject, part: id(2), past: [aimed] },
  );
  expect(await themeOfObjective(streams, params, id(2))).toBe('petite-enfance');
  await expect(themeOfObjective(streams, params, id(3))).rejects.toMatchObject({
    explanation: { code: 'not-known-yet' },
  });
});

describe('adoption', () => {
  const adopt = (past: readonly NewEvent[], facts: AdoptionFacts, more: object = {}) =>
    on(past, adoptPlan, { decisionId: facts.decision.decisionId, ...more }, facts);

  test('of all that is proposed or ready, on the day of the decision', () => {
    const actions = [listed(1), listed(2, { status: 'proposed' }), listed(3, { status: 'to-discuss' })];
    adopt([open], { decision, actions }).then(
      PlanAdopted(
        { version: 1, decisionId: id(50), actionIds: [id(1), id(2)], incompleteActionIds: [] },
        { occurredOn: '2025-12-02' },
      ),
    );
  });

  test('a second decision makes version 2; the same one again changes nothing', () => {
    const first = adopt([open], { decision, actions: [listed(1)] }).events();
    adopt([open, ...first], { decision, actions: [listed(1)] }).then();
    const second = { ...decision, decisionId: id(51) };
    const actions = [listed(1, { status: 'in-progress' }), listed(2)];
    const next = adopt([open, ...first], { decision: second, actions }, { actionIds: [id(1), id(2)] });
    expect(next.events()).toMatchObject([{ data: { version: 2, actionIds: [id(1), id(2)] } }]);
  });

  test('what is not ready is named, and adopted only when the copil accepts it so', () => {
    const actions = [listed(1), listed(2, { status: 'proposed', missing: ['un pilote', 'un indicateur'] })];
    expect(() => adopt([open], { decision, actions }).events()).toThrow(
      expect.objectContaining({
        explanation: expect.objectContaining({
          code: 'not-ready',
          found: 'F2 « Action » : il manque un pilote, un indicateur',
        }),
      }),
    );
    const accepted = adopt([open], { decision, actions }, { acceptIncomplete: true });
    expect(accepted.events()).toMatchObject([
      { data: { actionIds: [id(1), id(2)], incompleteActionIds: [id(2)] } },
    ]);
  });

  test('as part of an amendment that brings a plan, and of no other', () => {
    const amendmentId = id(60);
    const amendment = {
      amendmentId,
      title: 'Le plan',
      bringsPlan: true,
      isAbandoned: false,
    } as KnownAmendment;
    const actions = [listed(1)];
    const brought = (change: object = {}) =>
      adopt([open], { decision, actions, amendment: { ...amendment, ...change } }, { amendmentId });
    expect(brought().events()).toMatchObject([{ data: { version: 1, amendmentId } }]);
    brought({ bringsPlan: false }).thenRejected('amendment-brings-no-plan');
    brought({ isAbandoned: true }).thenRejected('amendment-closed');
    // What was adopted by itself may become part of an amendment, in a version of its own.
    const first = adopt([open], { decision, actions }).events();
    const facts = { decision, actions: [listed(1, { status: 'adopted' })], amendment };
    const again = adopt([open, ...first], facts, { amendmentId, actionIds: [id(1)] });
    expect(again.events()).toMatchObject([{ data: { version: 2, amendmentId } }]);
  });

  test('never of nothing, of what is abandoned, of what is not known', () => {
    adopt([open], { decision, actions: [] }).thenRejected('nothing-to-adopt');
    const actions = [listed(1, { status: 'abandoned' }), listed(2, { status: 'to-discuss' })];
    adopt([open], { decision, actions }, { actionIds: [id(1)] }).thenRejected('not-adoptable');
    adopt([open], { decision, actions }, { actionIds: [id(2)] }).thenRejected('not-adoptable');
    adopt([open], { decision, actions }, { actionIds: [id(9)] }).thenRejected('not-known-yet');
  });

  test.each([
    ['a thematic group', { bodyKind: 'thematic-group' }],
    ['another subject', { subject: 'diagnostic' }],
    ['a postponement', { outcome: 'postponed' }],
  ])('not by %s', (_who, change) => {
    const facts = { decision: { ...decision, ...change }, actions: [listed(1)] };
    adopt([open], facts).thenRejected('not-that-decision');
  });

  test('not by a decision of another convention, which is told as one that is not there', () => {
    const facts = { decision: { ...decision, conventionId: id(98) }, actions: [listed(1)] };
    adopt([open], facts).thenRejected('not-found');
  });
});

test('an axis on a theme that the convention does not have, and a year that it does not reach, are said', () => {
  const frame = {
    effectOn: '2026-01-01',
    lastDay: '2030-12-31',
    themes: ['petite-enfance'],
    cogVintage: 2026,
    communes: [],
    left: {},
  };
  const at = { params: { ...params, axisId: id(1) }, frame };
  const axisOn = (theme: string) => given(axis).when(addAxis, { title: 'Axe', theme }, at);
  axisOn('petite-enfance').thenWarned();
  axisOn('logement').thenWarned('theme-not-of-convention');
  const facts = { ...decision, subject: 'yearly-review' };
  const review = (year: number, decidedOn = '2026-12-01') =>
    given<Plan | undefined>(plan, open).when(
      reviewYear,
      { year, decisionId: id(50) },
      { params, today: '2031-01-15', facts: { ...facts, decidedOn }, frame },
    );
  review(2025).thenWarned('year-outside-term');
  review(2026).thenWarned();
  // The last year is reviewed after the end.
  review(2030, '2031-01-15').thenWarned();
});

test('a year is reviewed by a decision on the yearly review', () => {
  const review = { year: 2025, decisionId: id(50) };
  on([open], reviewYear, review, decision).thenRejected('not-that-decision');
  const yearly = { ...decision, subject: 'yearly-review', decidedOn: '2025-12-09' };
  const done = on([open], reviewYear, review, yearly);
  expect(done.events()).toMatchObject([{ data: { year: 2025 }, occurredOn: '2025-12-09' }]);
  on([open, ...done.events()], reviewYear, review, yearly).then();
});
