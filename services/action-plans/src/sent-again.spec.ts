import {
  ActionAdopted,
  ActionProposed,
  ActionStatusChanged,
  IndicatorDrafted,
  MeansPlanned,
  OperationAdded,
  PlanOpened,
  RoleAssigned,
} from '@ctg/contracts/action-plans';
import { action } from '@ctg/convention/plan';
import { given, recordsWhatIsSent, type SentCommand, testId } from '@ctg/decider/testing';
import { adoptedDecision } from '@ctg/web-service/testing';
import { describeAction, proposeAction } from './action/propose-action.js';
import { actionPlansService } from './index.js';
import { defineIndicator, draftIndicator } from './indicator/indicator.js';
import { planMeans, recordActualMeans } from './means/plan-means.js';
import { addOperation } from './operation/add-operation.js';
import { adoptPlan } from './plan/adopt-plan.js';
import { addAxis, addObjective } from './plan/axes-and-objectives.js';
import { openPlan } from './plan/open-plan.js';
import { reviewYear } from './plan/review-year.js';
import { reportProgress } from './progress/report-progress.js';
import { assignRole, endRole } from './role/assign-role.js';
import { changesOfStatus } from './status/change-status.js';
import { transitions } from './status/transitions.js';

const [conventionId, actionId, operationId, indicatorId] = [99, 98, 97, 96].map(testId) as [
  string,
  string,
  string,
  string,
];
const params = {
  conventionId,
  actionId,
  indicatorId,
  axisId: testId(1),
  objectiveId: testId(2),
  reportId: testId(3),
};
const [epci, caf, anor] = ['200043404', '775624075', '215900127'];
const proposal = { title: 'Parentalité', objectiveId: testId(2), approach: 'optimise' } as const;
const proposed = ActionProposed({
  actionId,
  ...proposal,
  themes: ['parentalite'],
  needIds: [],
  status: 'proposed',
  context: 'Peu connue',
});
const complete = [
  proposed,
  OperationAdded({ actionId, operationId, title: 'Ateliers' }),
  RoleAssigned({ actionId, role: 'pilot', organisation: epci, from: '2026-01-01' }),
  MeansPlanned({ meansId: testId(7), actionId, year: 2026, kind: 'money', amountText: 'à définir' }),
  IndicatorDrafted({ indicatorId, actionId, title: 'Familles', kind: 'quantitative' }),
];
const adopted = [...complete, ActionAdopted({ actionId, version: 1, decisionId: testId(50) })];
const at = (status: keyof typeof transitions) => [
  ...complete,
  ActionStatusChanged({ actionId, from: 'proposed', to: status, changedOn: '2026-01-01' } as never),
];
const decision = (decisionId: unknown, subject: string) =>
  adoptedDecision(String(decisionId), conventionId, subject);
const description = {
  context: 'Autre',
  description: 'En quoi',
  targetPublic: 'Parents',
  area: 'Anor',
  calendar: '2026-T4',
  expectedResults: 'Mieux',
  participation: 'Atelier',
};
const line = { year: 2027, kind: 'money', funder: caf, label: 'Fonctionnement', amount: 13_000 };
const dayFields: Readonly<Record<string, string>> = {
  'start-action': 'startedOn',
  'pause-action': 'pausedOn',
  'mark-late': 'lateSince',
  'complete-action': 'completedOn',
  'abandon-action': 'abandonedOn',
};
const statusOf: Readonly<Record<string, keyof typeof transitions>> = {
  'discuss-action': 'proposed',
  'submit-action': 'to-discuss',
  'mark-ready': 'proposed',
  'start-action': 'adopted',
  'pause-action': 'in-progress',
  'mark-late': 'in-progress',
  'complete-action': 'in-progress',
  'abandon-action': 'proposed',
};
const steps = changesOfStatus.map((command): SentCommand => {
  const name = command.name.replace('action-plans.', '');
  const field = dayFields[name] ?? 'changedOn';
  return {
    command,
    past: at(statusOf[name] ?? 'proposed'),
    params,
    body: { [field]: '2026-01-05' },
    others: { [field]: '2026-01-06' },
  };
});

const table: SentCommand[] = [
  {
    command: openPlan,
    params,
    body: { previousConventionId: testId(5), openedOn: '2026-01-05' },
    others: { previousConventionId: testId(6), openedOn: '2026-01-06' },
  },
  {
    command: addAxis,
    params,
    body: { title: 'Axe', theme: 'jeunesse' },
    others: { title: 'Autre', theme: 'logement', addedOn: '2026-01-06' },
  },
  {
    command: addObjective,
    params,
    facts: () => ({ theme: 'jeunesse' }),
    body: { axisId: testId(1), title: 'Objectif' },
    others: { axisId: testId(9), title: 'Autre', priorityIds: [testId(8)], addedOn: '2026-01-06' },
  },
  {
    command: proposeAction,
    params,
    facts: () => ({ axisTheme: 'jeunesse' }),
    body: proposal,
    others: {
      number: 'F1',
      title: 'Autre',
      objectiveId: testId(9),
      themes: ['logement'],
      needIds: [testId(8)],
      approach: 'develop',
      status: 'to-discuss',
      proposedOn: '2026-01-06',
      ...description,
    },
  },
  {
    command: describeAction,
    past: [proposed],
    params,
    body: { themes: ['jeunesse', 'logement'], needIds: [testId(8), testId(9)], describedOn: '2026-01-05' },
    others: {
      number: 'F2',
      title: 'Autre',
      themes: ['logement'],
      needIds: [testId(8)],
      approach: 'develop',
      describedOn: '2026-01-06',
      ...description,
    },
  },
  {
    command: addOperation,
    past: complete,
    params,
    body: { title: 'Opération' },
    others: {
      title: 'Autre',
      public: 'Parents',
      calendar: '2026',
      expectedResult: 'Mieux',
      addedOn: '2026-01-06',
    },
  },
  {
    command: assignRole,
    past: complete,
    params,
    body: { role: 'partner', organisation: anor },
    others: { role: 'funder', organisation: caf, operationId, subject: 'cc-01', from: '2026-01-06' },
  },
  {
    command: endRole,
    past: complete,
    params,
    body: { role: 'pilot', organisation: epci, successor: anor },
    others: {
      role: 'funder',
      organisation: caf,
      operationId,
      endedOn: '2026-05-06',
      successor: caf,
      successorSubject: 'cc-02',
    },
  },
  {
    command: planMeans,
    past: complete,
    params,
    body: { year: 2026, amount: '12 000' },
    others: { operationId, ...line, kind: 'staff', plannedOn: '2026-01-06' },
  },
  {
    command: recordActualMeans,
    past: complete,
    params,
    body: { year: 2026, amount: '12 000' },
    others: { meansId: testId(7), operationId, ...line, kind: 'staff', recordedOn: '2026-01-06' },
  },
  {
    command: draftIndicator,
    past: complete,
    params,
    body: { title: 'Enfants', kind: 'quantitative' },
    others: { title: 'Autre', kind: 'qualitative', operationId, draftedOn: '2026-01-06' },
  },
  {
    command: defineIndicator,
    past: complete,
    params,
    body: { definition: 'Compte', unit: 'familles', source: 'Relais', target: 12, definedOn: '2026-01-05' },
    others: {
      definition: 'Autre',
      unit: 'enfants',
      source: 'Caf',
      baseline: 3,
      target: 13,
      pairing: 'planned-done',
      definedOn: '2026-01-06',
    },
  },
  {
    command: adoptPlan,
    past: [PlanOpened({})],
    params,
    facts: ({ decisionId, amendmentId }) => ({
      decision: decision(decisionId, 'action-plan'),
      ...(amendmentId === undefined ? {} : { amendment: { bringsPlan: true, isAbandoned: false } }),
      actions: [1, 2, 3].map((n) => ({ actionId: testId(n), title: 'Action', status: 'ready', missing: [] })),
    }),
    body: { decisionId: testId(50), actionIds: [testId(1), testId(2)] },
    others: { decisionId: testId(51), actionIds: [testId(1)], amendmentId: testId(60) },
    permissions: ['acceptIncomplete'],
  },
  ...steps,
  {
    command: reportProgress,
    params,
    facts: () => ({ on: given(action, ...adopted).state(), amendments: [] }),
    body: { year: 2026, text: 'Fait' },
    others: {
      year: 2027,
      day: '2026-05-06',
      text: 'Autre',
      status: 'in-progress',
      percent: 50,
      offerChanges: [{ change: 'created', title: 'Dix places' }],
    },
  },
  {
    command: reviewYear,
    past: [PlanOpened({})],
    params,
    facts: ({ decisionId }) => decision(decisionId, 'yearly-review'),
    body: { year: 2026, decisionId: testId(50), summary: 'Bon' },
    others: { year: 2027, decisionId: testId(51), summary: 'Autre' },
  },
];

recordsWhatIsSent(
  actionPlansService.commands,
  // Not a pilot, who acts on their own actions only.
  table.map((row) => ({ actor: { role: 'cooperation_officer' as const }, ...row })),
);
