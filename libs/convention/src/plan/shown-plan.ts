import {
  AxisAdded,
  ObjectiveAdded,
  PlanAdopted,
  PlanOpened,
  YearReviewed,
} from '@ctg/contracts/action-plans';
import { foldOf, type PastEvent } from '@ctg/decider';
import { type Axis, axis, type Objective, objective, type Plan, plan } from './plan.js';

/** The plan of a convention with its axes and objectives, as it is shown; its actions stand apart. */
export interface ShownPlan {
  /** Absent until it is opened. */
  frame?: Plan;
  readonly axes: Axis[];
  readonly objectives: Objective[];
}

/** Nothing of it yet; a new one each time, the fold fills it. */
export const noPlan = (): ShownPlan => ({ axes: [], objectives: [] });

const framed = (state: ShownPlan, _data: unknown, event: PastEvent): ShownPlan => {
  const frame = plan.evolve(state.frame, event);
  if (frame) state.frame = frame;
  return state;
};

export const shownPlan = foldOf<ShownPlan>()(
  [PlanOpened, AxisAdded, ObjectiveAdded, PlanAdopted, YearReviewed],
  {
    [PlanOpened.type]: framed,
    [PlanAdopted.type]: framed,
    [YearReviewed.type]: framed,
    [AxisAdded.type](state, _data, event) {
      const added = axis.evolve(undefined, event);
      if (added) state.axes.push(added);
      return state;
    },
    [ObjectiveAdded.type](state, _data, event) {
      const added = objective.evolve(undefined, event);
      if (added) state.objectives.push(added);
      return state;
    },
  },
);
