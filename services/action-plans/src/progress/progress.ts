import { ProgressReported } from '@ctg/contracts/action-plans';
import { defineDecider } from '@ctg/decider';

/** A report on an action: made once, whole; true when it is. One event a stream. */
export const progress = defineDecider<true>()({
  category: 'actionplans.progress',
  events: [ProgressReported],
  begins: { [ProgressReported.type]: () => true },
  steps: {},
});
