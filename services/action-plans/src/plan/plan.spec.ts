import type { NewEvent } from '@ctg/contracts';
import { AxisAdded, ObjectiveAdded, PlanAdopted, PlanOpened } from '@ctg/contracts/action-plans';
import type { AnyCommand } from '@ctg/decider';
import { given } from '@ctg/decider/testing';
import type { KnownDecision } from '../decision/known-decision.js';
import { type AdoptionFacts, adoptPlan } from './adopt-plan.js';
import { addAxis, addObjective } from './axes-and-objectives.js';
import { openPlan } from './open-plan.js';
import { type PlanState, plan } from './plan.js';
import { reviewYear } from './review-year.js';

const id = (n: number) => `0190f0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const params = { conventionId: id(99) };
const on = (past: readonly NewEvent[], command: AnyCommand, body: unknown, facts?: unknown) =>
  given<PlanState>(plan, ...past).when(command, body, { params, facts });

const open = PlanOpened({});
const axis = AxisAdded({ axisId: id(1), title: 'Petite enfance', theme: 'petite-enfance' });
const decision: KnownDecision = {
  decisionId: id(50),
  cafId: 'caf-59',
  conventionId: params.conventionId,
  bodyKind: 'copil',
  subject: 'action-plan',
  outcome: 'adopted',
  title: 'Plan adopté',
  decidedOn: '2025-12-02',
};
const listed = (n: number, more: Partial<AdoptionFacts['actions'][number]> = {}) =>
  ({ actionId: id(n), number: `F${n}`, title: 'Action', status: 'ready', missing: [], ...more }) as const;

test('a plan opens once, and nothing comes before it', () => {
  on([], openPlan, {}).then(open);
  on([open], openPlan, {}).then();
  on([], addAxis, { title: 'Axe', theme: 'sante' }).thenRejected('not-known-yet');
});

test('an objective belongs to an axis of the plan; a theme may be the convention’s own', () => {
  expect(addAxis.body.safeParse({ title: 'Axe', theme: 'mobilite-des-jeunes' }).success).toBe(true);
  on([open], addObjective, { axisId: id(1), title: 'Accueillir' }).thenRejected('unknown-axis');
  const state = given<PlanState>(
    plan,
    open,
    axis,
    ObjectiveAdded({ objectiveId: id(2), axisId: id(1), title: 'Accueillir', priorityIds: [] }),
  ).state();
  expect(state?.objectives).toMatchObject([{ objectiveId: id(2), axisId: id(1) }]);
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
    ['another convention', { conventionId: id(98) }],
  ])('not by %s', (_who, change) => {
    const facts = { decision: { ...decision, ...change }, actions: [listed(1)] };
    adopt([open], facts).thenRejected('not-that-decision');
  });
});

test('a year is reviewed by a decision on the yearly review', () => {
  const review = { year: 2025, decisionId: id(50) };
  on([open], reviewYear, review, decision).thenRejected('not-that-decision');
  const yearly = { ...decision, subject: 'yearly-review', decidedOn: '2025-12-09' };
  const done = on([open], reviewYear, review, yearly);
  expect(done.events()).toMatchObject([{ data: { year: 2025 }, occurredOn: '2025-12-09' }]);
  on([open, ...done.events()], reviewYear, review, yearly).then();
});
