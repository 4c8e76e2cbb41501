import { PriorityProposed } from '@ctg/contracts/diagnostics';
import { defineDecider } from '@ctg/decider';

/** A priority: proposed once, whole; true when it is. The ranking of all of them is the diagnostic's. One event a stream. */
export const priority = defineDecider<true>()({
  category: 'diagnostics.priority',
  events: [PriorityProposed],
  begins: { [PriorityProposed.type]: () => true },
  steps: {},
});
