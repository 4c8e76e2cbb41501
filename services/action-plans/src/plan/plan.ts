import { type Plan, plan } from '@ctg/convention/plan';
import { type LookUpInput, notKnownYet } from '@ctg/decider';

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
