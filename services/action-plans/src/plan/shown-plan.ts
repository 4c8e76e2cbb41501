import type { DataOf } from '@ctg/contracts';
import {
  AxisAdded,
  ObjectiveAdded,
  PlanAdopted,
  PlanOpened,
  YearReviewed,
} from '@ctg/contracts/action-plans';
import { foldOf } from '@ctg/decider';

/** The frame of a convention's plan as it is shown; its actions have a table of their own. */
export interface ShownPlan {
  openedOn: string;
  previousConventionId?: string | undefined;
  readonly axes: DataOf<typeof AxisAdded>[];
  readonly objectives: DataOf<typeof ObjectiveAdded>[];
  readonly versions: (DataOf<typeof PlanAdopted> & { readonly adoptedOn: string })[];
  readonly reviews: (DataOf<typeof YearReviewed> & { readonly reviewedOn: string })[];
}

/** Nothing of it yet; a new one each time, the fold fills it. */
export const noPlan = (): ShownPlan => ({
  openedOn: '',
  axes: [],
  objectives: [],
  versions: [],
  reviews: [],
});

export const shownPlan = foldOf<ShownPlan>()(
  [PlanOpened, AxisAdded, ObjectiveAdded, PlanAdopted, YearReviewed],
  {
    [PlanOpened.type]: (state, data, { occurredOn }) => Object.assign(state, data, { openedOn: occurredOn }),
    [AxisAdded.type](state, axis) {
      state.axes.push(axis);
      return state;
    },
    [ObjectiveAdded.type](state, objective) {
      state.objectives.push(objective);
      return state;
    },
    [PlanAdopted.type](state, adopted, { occurredOn }) {
      state.versions.push({ ...adopted, adoptedOn: occurredOn });
      return state;
    },
    [YearReviewed.type](state, review, { occurredOn }) {
      state.reviews.push({ ...review, reviewedOn: occurredOn });
      return state;
    },
  },
);
