import type * as contracts from '@ctg/contracts/action-plans';
import { CommandChangedNothing, FactAnnulled, FactCorrected } from '@ctg/contracts/action-plans';
import { foldOfThings } from '../things/fold-of-things.js';
import { actionWithProgress } from './action-with-progress.js';
import { noPlan, shownPlan } from './shown-plan.js';

/** Everything that is told of a convention's plan. */
export const planFacts = foldOfThings<typeof contracts>()(
  {
    /** One of each convention: its events name no plan. */
    plans: { fold: shownPlan, id: 'conventionId', nothing: noPlan },
    actions: { fold: actionWithProgress, id: 'actionId' },
  },
  [CommandChangedNothing, FactCorrected, FactAnnulled],
);
