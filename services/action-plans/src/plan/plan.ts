import type { DataOf } from '@ctg/contracts';
import {
  AxisAdded,
  ObjectiveAdded,
  PlanAdopted,
  PlanOpened,
  YearReviewed,
} from '@ctg/contracts/action-plans';
import { type Decider, notKnownYet, type PastEvent, type RouteParams } from '@ctg/decider';

/** The frame of a convention's plan: what is decided on, and what is shown. */
export interface Plan {
  readonly openedOn: string;
  readonly previousConventionId?: string | undefined;
  readonly axes: readonly DataOf<typeof AxisAdded>[];
  readonly objectives: readonly DataOf<typeof ObjectiveAdded>[];
  readonly versions: readonly (DataOf<typeof PlanAdopted> & { readonly adoptedOn: string })[];
  readonly reviews: readonly (DataOf<typeof YearReviewed> & { readonly reviewedOn: string })[];
}

/** Undefined: not opened. */
export type PlanState = Plan | undefined;

/** Folds one event. Decisions and the read model are made from the same fold. */
export function evolvePlan(plan: PlanState, { type, data, occurredOn }: PastEvent): PlanState {
  if (type === PlanOpened.type) {
    const opened = data as DataOf<typeof PlanOpened>;
    return plan ?? { ...opened, openedOn: occurredOn, axes: [], objectives: [], versions: [], reviews: [] };
  }
  if (!plan) return plan;
  switch (type) {
    case AxisAdded.type:
      return { ...plan, axes: [...plan.axes, data as DataOf<typeof AxisAdded>] };
    case ObjectiveAdded.type:
      return { ...plan, objectives: [...plan.objectives, data as DataOf<typeof ObjectiveAdded>] };
    case PlanAdopted.type: {
      const version = { ...(data as DataOf<typeof PlanAdopted>), adoptedOn: occurredOn };
      return { ...plan, versions: [...plan.versions, version] };
    }
    case YearReviewed.type: {
      const review = { ...(data as DataOf<typeof YearReviewed>), reviewedOn: occurredOn };
      return { ...plan, reviews: [...plan.reviews, review] };
    }
    default:
      return plan;
  }
}

/** The plan of one convention: axes, objectives, what the copil adopted. Each action has a stream of its own. */
export const plan: Decider<PlanState> = {
  category: 'actionplans.plan',
  initial: undefined,
  evolve: evolvePlan,
};

/** The plan, or "not known yet": it opens by itself a moment after its convention. */
export function opened(state: PlanState, { conventionId = '' }: RouteParams): Plan {
  if (!state) throw notKnownYet('Plan d’actions de la convention', conventionId);
  return state;
}
