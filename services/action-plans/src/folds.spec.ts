import { ActionProposed, actionPlansEvents, PlanOpened, ProgressReported } from '@ctg/contracts/action-plans';
import { action, axis, noPlan, objective, plan, progress, shownPlan } from '@ctg/convention/plan';
import { everyDeciderIsFolded, foldsInLinearTime } from '@ctg/decider/testing';
import { actionPlansService } from './index.js';

const id = (n: number) => `0190f0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const proposed = ActionProposed({
  actionId: id(1),
  title: 'Action',
  objectiveId: id(2),
  themes: [],
  needIds: [],
  approach: 'develop',
  status: 'proposed',
});
const of = ({ eventTypes = [] }: { readonly eventTypes?: readonly string[] }) =>
  actionPlansEvents.filter(({ type }) => eventTypes.includes(type));

everyDeciderIsFolded(
  [
    foldsInLinearTime(plan, { begins: [PlanOpened({})], events: of(plan) }),
    foldsInLinearTime(axis, { events: of(axis) }),
    foldsInLinearTime(objective, { events: of(objective) }),
    foldsInLinearTime(progress, { events: [ProgressReported] }),
    foldsInLinearTime(action, { begins: [proposed], events: of(action) }),
  ],
  actionPlansService.commands,
);
foldsInLinearTime(
  { category: 'the plan as it is shown', initial: noPlan(), ...shownPlan },
  { events: of(shownPlan) },
);
