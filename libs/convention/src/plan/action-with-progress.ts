import type { DataOf } from '@ctg/contracts';
import { ProgressReported } from '@ctg/contracts/action-plans';
import { defineDecider, type PastEvent } from '@ctg/decider';
import type { ActionWithProgress } from './action.js';
import { action } from './action-decider.js';

/** A report on an action: made once, whole; true when it is. One event a stream. */
export const progress = defineDecider<true>()({
  category: 'actionplans.progress',
  events: [ProgressReported],
  begins: { [ProgressReported.type]: () => true },
  steps: {},
});

type ActionType = NonNullable<typeof action.event>['type'];

export interface ActionFold {
  readonly eventTypes: readonly (ActionType | typeof ProgressReported.type)[];
  evolve(before: ActionWithProgress | undefined, event: PastEvent): ActionWithProgress | undefined;
}

/** The action as it is decided on, with the reports on it: what is shown of it. */
export const actionWithProgress: ActionFold = {
  eventTypes: [...((action.eventTypes ?? []) as ActionType[]), ProgressReported.type],
  evolve(before, event) {
    if (before && event.type === ProgressReported.type) {
      const { actionId: _id, ...report } = event.data as DataOf<typeof ProgressReported>;
      before.progress.push(report);
      return before;
    }
    const after = action.evolve(before, event);
    return after && { ...after, progress: before?.progress ?? [] };
  },
};
