import type { Fields } from '../sentences/telling.js';

/** Things by kind and id, while they are being folded. */
// biome-ignore lint/suspicious/noExplicitAny: filled from events whose schemas checked the fields
export type Collected = Record<string, Record<string, any>>;

type Step = (state: Collected, data: Fields, day: string) => void;
type Fold = (state: Collected, type: string, data: Fields, day: string) => void;

const folded =
  (steps: Readonly<Record<string, Step>>): Fold =>
  (state, type, data, day) =>
    steps[type]?.(state, data, day);

/** Puts a thing, or adds to one. A part may be known before its whole: then the whole is what is known of it. */
function put(state: Collected, kind: string, id: string, fields: Fields): void {
  const things = state[kind] ?? {};
  state[kind] = things;
  things[id] = { ...things[id], ...fields };
}

const latest = (state: Collected, kind: string, fields: Fields) => put(state, kind, 'latest', fields);

/** Adds to a list inside a thing. */
function add(state: Collected, kind: string, id: string, list: string, entry: unknown): void {
  put(state, kind, id, { [list]: [...(state[kind]?.[id]?.[list] ?? []), entry] });
}

export const foldDiagnostics: Fold = folded({
  'diagnostics.ValueRecorded': (state, data) => put(state, 'values', data.valueId, data),
  'diagnostics.ValueCorrected': (state, data) =>
    put(state, 'values', data.valueId, { value: undefined, flag: undefined, ...data }),
  'diagnostics.OfferListed': (state, data) => put(state, 'offers', data.offerId, data),
  'diagnostics.OfferStatusChanged': (state, { offerId, status, changedOn }) =>
    put(state, 'offers', offerId, { status, changedOn }),
  'diagnostics.ConsultationRecorded': (state, data) => put(state, 'consultations', data.consultationId, data),
  'diagnostics.NeedIdentified': (state, data) => put(state, 'needs', data.needId, data),
  'diagnostics.NeedSupported': (state, data) => {
    for (const one of data.evidence) add(state, 'needs', data.needId, 'evidence', one);
  },
  'diagnostics.PriorityProposed': (state, data) => put(state, 'priorities', data.priorityId, data),
  'diagnostics.PrioritiesRanked': (state, data) => latest(state, 'ranking', data),
  'diagnostics.DiagnosticVersionFrozen': (state, data) => latest(state, 'frozen', data),
});

export const foldActionPlans: Fold = folded({
  'actionplans.AxisAdded': (state, data) => put(state, 'axes', data.axisId, data),
  'actionplans.ObjectiveAdded': (state, data) => put(state, 'objectives', data.objectiveId, data),
  'actionplans.ActionProposed': (state, data) =>
    put(state, 'actions', data.actionId, { ...data, ...state.actions?.[data.actionId] }),
  'actionplans.ActionDescribed': (state, data) => put(state, 'actions', data.actionId, data),
  'actionplans.ActionStatusChanged': (state, { actionId, to }) =>
    put(state, 'actions', actionId, { status: to }),
  'actionplans.ActionAdopted': (state, { actionId, version }) =>
    put(state, 'actions', actionId, { status: 'adopted', planVersion: version }),
  'actionplans.OperationAdded': (state, { actionId, ...data }) =>
    add(state, 'actions', actionId, 'operations', data),
  'actionplans.RoleAssigned': (state, { actionId, ...data }) =>
    add(state, 'actions', actionId, 'roles', data),
  'actionplans.RoleEnded': (state, { actionId, operationId, role, organisation }) => {
    const roles: Fields[] = state.actions?.[actionId]?.roles ?? [];
    const isEnded = (one: Fields) =>
      one.role === role && one.organisation === organisation && one.operationId === operationId;
    put(state, 'actions', actionId, { roles: roles.filter((one) => !isEnded(one)) });
  },
  'actionplans.MeansPlanned': (state, { actionId, ...data }) =>
    add(state, 'actions', actionId, 'means', data),
  'actionplans.ActualMeansRecorded': (state, { actionId, ...data }) =>
    add(state, 'actions', actionId, 'actualMeans', data),
  'actionplans.IndicatorDrafted': (state, { actionId, ...data }) =>
    add(state, 'actions', actionId, 'indicators', data),
  'actionplans.IndicatorDefined': (state, { actionId, ...data }) => {
    const indicators: Fields[] = state.actions?.[actionId]?.indicators ?? [];
    const others = indicators.filter((one) => one.indicatorId !== data.indicatorId);
    const drafted = indicators.find((one) => one.indicatorId === data.indicatorId);
    put(state, 'actions', actionId, { indicators: [...others, { ...drafted, ...data }] });
  },
  'actionplans.ProgressReported': (state, { actionId, ...data }) =>
    put(state, 'actions', actionId, { latestProgress: data }),
  'actionplans.PlanAdopted': (state, data) => latest(state, 'adopted', data),
  'actionplans.YearReviewed': (state, data) => put(state, 'reviews', String(data.year), data),
});

export const foldEvaluation: Fold = folded({
  'evaluation.ProtocolOpened': (state, data) => put(state, 'protocols', data.protocolId, data),
  'evaluation.BaselineRecorded': (state, data) => put(state, 'measures', data.baselineId ?? data.label, data),
  'evaluation.MeasureRecorded': (state, data) => put(state, 'measures', data.measureId, data),
  'evaluation.MeasureCorrected': (state, data) =>
    put(state, 'measures', data.measureId, { value: undefined, text: undefined, ...data }),
  'evaluation.OpinionRecorded': (state, data) => put(state, 'opinions', data.opinionId, data),
  'evaluation.JudgementRecorded': (state, data) => put(state, 'judgements', data.judgementId, data),
  'evaluation.EvaluationConcluded': (state, data) =>
    put(state, 'conclusions', data.protocolId ?? 'latest', data),
  'evaluation.EvaluationDecided': (state, data) =>
    put(state, 'conclusions', data.protocolId ?? 'latest', data),
});
