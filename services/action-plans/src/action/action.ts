import type { DataOf } from '@ctg/contracts';
import type {
  ActionProposed,
  ActualMeansRecorded,
  actionStatus,
  IndicatorDefined,
  IndicatorDrafted,
  MeansPlanned,
  OperationAdded,
  ProgressReported,
  RoleAssigned,
} from '@ctg/contracts/action-plans';
import { notFound, type RouteParams } from '@ctg/decider';
import type { z } from 'zod';

export type ActionStatus = z.infer<typeof actionStatus>;

type Of<D> = Omit<DataOf<D>, 'actionId'>;

/** A role in the action, past or present. */
export interface HeldRole extends Of<typeof RoleAssigned> {
  readonly endedOn?: string;
  readonly successor?: string;
}

/** Drafted, and defined when it has a definition, a unit and a source. */
export type Indicator = Of<typeof IndicatorDrafted> &
  Partial<Of<typeof IndicatorDefined>> & { readonly defined: boolean };

interface Adoption {
  readonly version: number;
  readonly decisionId: string;
  readonly adoptedOn: string;
}

/** A fiche-action: what is decided on, and what is shown. */
export interface Action extends Omit<DataOf<typeof ActionProposed>, 'status'> {
  readonly status: ActionStatus;
  readonly statusSince: string;
  readonly operations: readonly Of<typeof OperationAdded>[];
  readonly roles: readonly HeldRole[];
  readonly means: readonly Of<typeof MeansPlanned>[];
  readonly actualMeans: readonly Of<typeof ActualMeansRecorded>[];
  readonly indicators: readonly Indicator[];
  readonly adoptions: readonly Adoption[];
  readonly progress: readonly Of<typeof ProgressReported>[];
}

/** Undefined: not proposed. */
export type ActionState = Action | undefined;

/** The stream of one action: its convention, and its own id. */
export const actionStream = ({ conventionId = '', actionId = '' }: RouteParams) => ({
  subject: conventionId,
  part: actionId,
});

/** The action, or the sentence that there is none. */
export function proposed(state: ActionState, { actionId = '' }: RouteParams): Action {
  if (!state) throw notFound('Fiche-action', actionId);
  return state;
}

/** The route of a command on one action. */
export const actionRoute = <Path extends string>(path: Path) =>
  `/conventions/:conventionId/actions/:actionId${path}` as const;
