/** What will be done, by whom, with what: axes, objectives, actions, operations, roles, means, indicators, progress. */
import type { ServiceDefinition } from '@ctg/web-service';
import { ActionRow, actions } from './action/action-row.js';
import { getAction } from './action/get-action.js';
import { listActions } from './action/list-actions.js';
import { actionParts } from './action/parts-of-an-action.js';
import { describeAction, proposeAction } from './action/propose-action.js';
import { KnownDecision, knownDecisions } from './decision/known-decision.js';
import { KnownNeed, knownNeeds } from './diagnostic/known-need.js';
import { KnownPriority, knownPriorities } from './diagnostic/known-priority.js';
import { listLearnedDecisions, listLearnedNeeds, listLearnedPriorities } from './diagnostic/list-learned.js';
import { defineIndicator, draftIndicator } from './indicator/indicator.js';
import { getBudget } from './means/budget.js';
import { planMeans, recordActualMeans } from './means/plan-means.js';
import { addOperation } from './operation/add-operation.js';
import { adoptPlan } from './plan/adopt-plan.js';
import { addAxis, addObjective } from './plan/axes-and-objectives.js';
import { openPlan, openWithConvention } from './plan/open-plan.js';
import { PlanRow, plans } from './plan/plan-row.js';
import { getPlan, listAxes, listObjectives, listReviews, listVersions } from './plan/read-plan.js';
import { reviewYear } from './plan/review-year.js';
import { actionFollowsProgress } from './progress/follow-progress.js';
import { reportProgress } from './progress/report-progress.js';
import { assignRole, endRole } from './role/assign-role.js';
import { getRoleMatrix } from './role/role-matrix.js';
import { adoptActionsOfPlan } from './status/adopt-action.js';
import { changesOfStatus } from './status/change-status.js';
import { CreateActionPlans1764000000000 } from './tables/create-action-plans.js';

export const actionPlansService: ServiceDefinition = {
  name: 'action-plans',
  title: 'Plan d’actions',
  commands: [
    openPlan,
    addAxis,
    addObjective,
    proposeAction,
    describeAction,
    addOperation,
    assignRole,
    endRole,
    planMeans,
    recordActualMeans,
    draftIndicator,
    defineIndicator,
    adoptPlan,
    ...changesOfStatus,
    reportProgress,
    reviewYear,
  ],
  queries: [
    getPlan,
    listAxes,
    listObjectives,
    listVersions,
    listReviews,
    listActions,
    getAction,
    ...Object.values(actionParts),
    getRoleMatrix,
    getBudget,
    listLearnedNeeds,
    listLearnedPriorities,
    listLearnedDecisions,
  ],
  projections: [plans, actions, knownNeeds, knownPriorities, knownDecisions],
  reactions: [openWithConvention, adoptActionsOfPlan, actionFollowsProgress],
  entities: [PlanRow, ActionRow, KnownNeed, KnownPriority, KnownDecision],
  migrations: [CreateActionPlans1764000000000],
};
