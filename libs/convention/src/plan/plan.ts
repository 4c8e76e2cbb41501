import type { DataOf } from '@ctg/contracts';
import {
  AxisAdded,
  ObjectiveAdded,
  PlanAdopted,
  PlanOpened,
  YearReviewed,
} from '@ctg/contracts/action-plans';
import { defineDecider } from '@ctg/decider';

/** A version of a plan, adopted by a decision of the copil. */
type AdoptedVersion = DataOf<typeof PlanAdopted> & { readonly adoptedOn: string };

/** A year's review, validated by a decision of the copil. */
export type Review = DataOf<typeof YearReviewed> & { readonly reviewedOn: string };

/**
 * The frame of a convention's plan: what the copil decided on it, one event for each decision. Axes, objectives, actions
 * and progress have streams of their own.
 */
export interface Plan {
  readonly previousConventionId?: string;
  readonly openedOn: string;
  /** In the order in which they were adopted. */
  readonly versions: AdoptedVersion[];
  readonly reviews: Review[];
}

export const plan = defineDecider<Plan>()({
  category: 'actionplans.plan',
  events: [PlanOpened, PlanAdopted, YearReviewed],
  begins: {
    [PlanOpened.type]: ({ previousConventionId }, { occurredOn: openedOn }) => ({
      openedOn,
      ...(previousConventionId === undefined ? {} : { previousConventionId }),
      versions: [],
      reviews: [],
    }),
  },
  steps: {
    [PlanAdopted.type](state, adopted, { occurredOn: adoptedOn }) {
      state.versions.push({ ...adopted, adoptedOn });
      return state;
    },
    [YearReviewed.type](state, review, { occurredOn: reviewedOn }) {
      state.reviews.push({ ...review, reviewedOn });
      return state;
    },
  },
});

export type Axis = DataOf<typeof AxisAdded>;
export type Objective = DataOf<typeof ObjectiveAdded>;

/** An axis of a plan: added once, whole. One event a stream. */
export const axis = defineDecider<Axis>()({
  category: 'actionplans.axis',
  events: [AxisAdded],
  begins: { [AxisAdded.type]: (added) => added },
  steps: {},
});

/** An objective of an axis: added once, whole. One event a stream. */
export const objective = defineDecider<Objective>()({
  category: 'actionplans.objective',
  events: [ObjectiveAdded],
  begins: { [ObjectiveAdded.type]: (added) => added },
  steps: {},
});
