/** The action plan: the folds that its owner decides on, its tables show and history tells of. */
export {
  type Action,
  type ActionStatus,
  type ActionWithProgress,
  type HeldRole,
  type Indicator,
  isBeforeAdoption,
  type Progress,
} from './action.js';
export { action } from './action-decider.js';
export { actionWithProgress, progress } from './action-with-progress.js';
export { type Euros, eurosOf } from './euros.js';
export { type Axis, axis, type Objective, objective, type Plan, plan, type Review } from './plan.js';
export { planFacts } from './plan-facts.js';
export { noPlan, type ShownPlan, shownPlan } from './shown-plan.js';
export { type VersionOn, versionsOn } from './versions-on.js';
export { actionStatuses, approaches, offerChanges } from './words.js';
