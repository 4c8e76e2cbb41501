import type { DataOf } from '@ctg/contracts';
import {
  ActionDescribed,
  ActionProposed,
  ActualMeansRecorded,
  AxisAdded,
  IndicatorDefined,
  IndicatorDrafted,
  MeansPlanned,
  ObjectiveAdded,
  OperationAdded,
  PlanAdopted,
  ProgressReported,
  RoleAssigned,
  RoleEnded,
  YearReviewed,
} from '@ctg/contracts/action-plans';
import type { RecordingCommands } from '@ctg/decider';
import { describeAction, proposeAction } from '../action/propose-action.js';
import { defineIndicator, draftIndicator } from '../indicator/indicator.js';
import { planMeans, recordActualMeans } from '../means/plan-means.js';
import { addOperation } from '../operation/add-operation.js';
import { adoptPlan } from '../plan/adopt-plan.js';
import { addAxis, addObjective } from '../plan/axes-and-objectives.js';
import { reviewYear } from '../plan/review-year.js';
import { reportProgress } from '../progress/report-progress.js';
import { assignRole, endRole } from '../role/assign-role.js';

/** An amount is typed in one field, in figures or in words. */
const asTyped = ({
  amount,
  amountText,
  ...data
}: DataOf<typeof MeansPlanned> | DataOf<typeof ActualMeansRecorded>) => ({
  ...data,
  amount: amount ?? amountText,
});

/** What a person records, by the type of its event, and the command that records it: a correction says nothing that it refuses, and says what it warns of. */
export const recordedBy: RecordingCommands = {
  [ActionProposed.type]: proposeAction,
  [ActionDescribed.type]: describeAction,
  [OperationAdded.type]: addOperation,
  [ProgressReported.type]: reportProgress,
  [IndicatorDrafted.type]: draftIndicator,
  [IndicatorDefined.type]: defineIndicator,
  [RoleAssigned.type]: assignRole,
  [RoleEnded.type]: endRole,
  [MeansPlanned.type]: { command: planMeans, body: asTyped },
  [ActualMeansRecorded.type]: { command: recordActualMeans, body: asTyped },
  [AxisAdded.type]: addAxis,
  [ObjectiveAdded.type]: addObjective,
  [PlanAdopted.type]: adoptPlan,
  [YearReviewed.type]: reviewYear,
};
