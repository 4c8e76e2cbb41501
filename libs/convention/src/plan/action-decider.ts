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
  RoleAssigned,
  RoleEnded,
} from '@ctg/contracts/action-plans';
import { defineDecider } from '@ctg/decider';
import { type Action, type HeldRole, type Indicator, isBeforeAdoption } from './action.js';

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

/**
 * One fiche-action with its operations, roles, means and indicators in one stream: "is it ready?" and "who pilots it?"
 * must see them together. Its owner bounds how many of each there are; reports on it are streams of their own.
 */
export const action = defineDecider<Action>()({
  category: 'actionplans.action',
  events: [
    ActionProposed,
    ActionDescribed,
    OperationAdded,
    RoleAssigned,
    RoleEnded,
    MeansPlanned,
    ActualMeansRecorded,
    IndicatorDrafted,
    IndicatorDefined,
    ActionStatusChanged,
    ActionAdopted,
  ],
  begins: {
    [ActionProposed.type]: (data, { occurredOn }) => ({
      ...data,
      statusSince: occurredOn,
      operations: [],
      roles: [],
      means: [],
      actualMeans: [],
      indicators: [],
      adoptions: [],
      toldOn: { definitions: {} },
    }),
  },
  steps: {
    [ActionDescribed.type](state, { actionId: _id, ...changes }, { occurredOn }) {
      state.toldOn.description = occurredOn;
      return Object.assign(state, changes);
    },
    [OperationAdded.type](state, { actionId: _id, ...operation }) {
      state.operations.push(operation);
      return state;
    },
    [RoleAssigned.type](state, { actionId: _id, ...role }) {
      state.roles.push({ ...role });
      return state;
    },
    [RoleEnded.type](state, { endedOn, successor, ...ended }) {
      const held = state.roles.find((role) => isSameRole(role, ended));
      if (held) Object.assign(held, { endedOn }, successor === undefined ? {} : { successor });
      return state;
    },
    [MeansPlanned.type](state, { actionId: _id, ...means }) {
      state.means.push(means);
      return state;
    },
    [ActualMeansRecorded.type](state, { actionId: _id, ...actual }) {
      state.actualMeans.push(actual);
      return state;
    },
    [IndicatorDrafted.type](state, { actionId: _id, ...draft }) {
      state.indicators.push({ ...draft, defined: false });
      return state;
    },
    [IndicatorDefined.type](state, { actionId: _id, ...defined }, { occurredOn }) {
      state.toldOn.definitions[defined.indicatorId] = occurredOn;
      const at = state.indicators.findIndex(({ indicatorId }) => indicatorId === defined.indicatorId);
      const before = state.indicators[at];
      if (before) state.indicators[at] = { ...drafted(before), ...defined, defined: true };
      return state;
    },
    [ActionStatusChanged.type]: (state, { to, changedOn }) =>
      Object.assign(state, { status: to, statusSince: changedOn }),
    [ActionAdopted.type](state, { actionId: _id, ...adopted }, { occurredOn }) {
      if (isBeforeAdoption(state.status))
        Object.assign(state, { status: 'adopted', statusSince: occurredOn });
      state.adoptions.push({ ...adopted, adoptedOn: occurredOn });
      return state;
    },
  },
});
