import type { DataOf } from '@ctg/contracts';
import {
  ActionAdopted,
  ActionDescribed,
  ActionProposed,
  ActionStatusChanged,
  ActualMeansRecorded,
  IndicatorDefined,
  IndicatorDrafted,
  MeansPlanned,
  OperationAdded,
  ProgressReported,
  RoleAssigned,
  RoleEnded,
} from '@ctg/contracts/action-plans';
import type { Decider, PastEvent } from '@ctg/decider';
import { isBeforeAdoption } from '../status/transitions.js';
import type { Action, ActionState, HeldRole, Indicator } from './action.js';

type Step = (action: Action, data: never, occurredOn: string) => Action;

const steps: Readonly<Record<string, Step>> = {
  [ActionDescribed.type]: (action, { actionId: _id, ...changes }: DataOf<typeof ActionDescribed>) =>
    ({ ...action, ...changes }) as Action,
  [OperationAdded.type]: (action, { actionId: _id, ...operation }: DataOf<typeof OperationAdded>) => ({
    ...action,
    operations: [...action.operations, operation],
  }),
  [RoleAssigned.type]: (action, { actionId: _id, ...role }: DataOf<typeof RoleAssigned>) => ({
    ...action,
    roles: [...action.roles, role],
  }),
  [RoleEnded.type]: (action, ended: DataOf<typeof RoleEnded>) => ({
    ...action,
    roles: action.roles.map((role) => (isSameRole(role, ended) ? withEnd(role, ended) : role)),
  }),
  [MeansPlanned.type]: (action, { actionId: _id, ...means }: DataOf<typeof MeansPlanned>) => ({
    ...action,
    means: [...action.means, means],
  }),
  [ActualMeansRecorded.type]: (action, { actionId: _id, ...actual }: DataOf<typeof ActualMeansRecorded>) => ({
    ...action,
    actualMeans: [...action.actualMeans, actual],
  }),
  [IndicatorDrafted.type]: (action, { actionId: _id, ...draft }: DataOf<typeof IndicatorDrafted>) => ({
    ...action,
    indicators: [...action.indicators, { ...draft, defined: false }],
  }),
  [IndicatorDefined.type]: (action, { actionId: _id, ...defined }: DataOf<typeof IndicatorDefined>) => ({
    ...action,
    indicators: action.indicators.map((one) =>
      one.indicatorId === defined.indicatorId ? { ...drafted(one), ...defined, defined: true } : one,
    ),
  }),
  [ActionStatusChanged.type]: (action, { to, changedOn }: DataOf<typeof ActionStatusChanged>) => ({
    ...action,
    status: to,
    statusSince: changedOn,
  }),
  [ActionAdopted.type]: (action, { version, decisionId }: DataOf<typeof ActionAdopted>, adoptedOn) => ({
    ...action,
    ...(isBeforeAdoption(action.status) ? { status: 'adopted', statusSince: adoptedOn } : {}),
    adoptions: [...action.adoptions, { version, decisionId, adoptedOn }],
  }),
  [ProgressReported.type]: (action, { actionId: _id, ...report }: DataOf<typeof ProgressReported>) => ({
    ...action,
    progress: [...action.progress, report],
  }),
};

/** What a new definition leaves of an indicator: nothing of the definition before it. */
const drafted = ({ indicatorId, title, kind, operationId }: Indicator) => ({
  indicatorId,
  title,
  kind,
  ...(operationId === undefined ? {} : { operationId }),
});

const isSameRole = (held: HeldRole, ended: Pick<HeldRole, 'role' | 'organisation' | 'operationId'>) =>
  held.endedOn === undefined &&
  held.role === ended.role &&
  held.organisation === ended.organisation &&
  held.operationId === ended.operationId;

const withEnd = (role: HeldRole, { endedOn, successor }: DataOf<typeof RoleEnded>): HeldRole => ({
  ...role,
  endedOn,
  ...(successor === undefined ? {} : { successor }),
});

function newAction(data: DataOf<typeof ActionProposed>, statusSince: string): Action {
  return {
    ...data,
    statusSince,
    operations: [],
    roles: [],
    means: [],
    actualMeans: [],
    indicators: [],
    adoptions: [],
    progress: [],
  };
}

/** Folds one event; each step copies only what it changes. Decisions and the read model are made from the same fold. */
export function evolveAction(state: ActionState, { type, data, occurredOn }: PastEvent): ActionState {
  if (type === ActionProposed.type)
    return state ?? newAction(data as DataOf<typeof ActionProposed>, occurredOn);
  const step = steps[type];
  return state && step ? step(state, data as never, occurredOn) : state;
}

/** Everything that is in the fold of an action. */
export const actionEventTypes: readonly string[] = [ActionProposed.type, ...Object.keys(steps)];

/** One fiche-action, with its operations, roles, means, indicators and progress, in a stream of its own. */
export const action: Decider<ActionState> = {
  category: 'actionplans.action',
  initial: undefined,
  evolve: evolveAction,
};
