import type { DataOf } from '@ctg/contracts';
import { PlanAdopted, PlanOpened, YearReviewed } from '@ctg/contracts/action-plans';
import { defineDecider, type LookUpInput, notKnownYet } from '@ctg/decider';

/**
 * The plan of one convention, as far as rules look at it: what the copil decided on it, one event for each decision.
 * Axes, objectives, actions and progress have streams of their own.
 */
export interface Plan {
  readonly previousConventionId?: string;
  readonly openedOn: string;
  /** The adopted versions, by the decision that adopted each. */
  readonly adopted: Record<string, Adopted>;
  /** The newest adopted version; 0 when none is. */
  version: number;
  /** Validated reviews, by year and decision. */
  readonly reviewed: Record<string, DataOf<typeof YearReviewed>>;
}

type Adopted = Pick<DataOf<typeof PlanAdopted>, 'version' | 'actionIds'>;

/** A review is the same when year and decision are. */
export const reviewKey = ({ year, decisionId }: { readonly year: number; readonly decisionId: string }) =>
  `${year} ${decisionId}`;

export const plan = defineDecider<Plan>()({
  category: 'actionplans.plan',
  events: [PlanOpened, PlanAdopted, YearReviewed],
  begins: {
    [PlanOpened.type]: ({ previousConventionId }, { occurredOn: openedOn }) => ({
      openedOn,
      ...(previousConventionId === undefined ? {} : { previousConventionId }),
      adopted: {},
      version: 0,
      reviewed: {},
    }),
  },
  steps: {
    [PlanAdopted.type](state, { version, decisionId, actionIds }) {
      state.adopted[decisionId] = { version, actionIds };
      state.version = version;
      return state;
    },
    [YearReviewed.type](state, review) {
      state.reviewed[reviewKey(review)] = review;
      return state;
    },
  },
});

/** The plan, or "not known yet": it opens by itself a moment after its convention. */
export function opened(state: Plan | undefined, conventionId: string | undefined): Plan {
  if (!state) throw notKnownYet('Plan d’actions de la convention', conventionId ?? '');
  return state;
}

/** Looks up the plan that something is added to. @throws Rejection `not-known-yet` */
export const lookUpPlan = async ({
  streams,
  params: { conventionId = '' },
}: Pick<LookUpInput<unknown>, 'streams' | 'params'>): Promise<Plan> =>
  opened(await streams.state(plan, conventionId), conventionId);
