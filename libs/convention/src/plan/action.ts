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
import type { z } from 'zod';

export type ActionStatus = z.infer<typeof actionStatus>;

type Of<D> = Omit<DataOf<D>, 'actionId'>;

/** A role in the action, past or present. */
export interface HeldRole extends Of<typeof RoleAssigned> {
  endedOn?: string;
  successor?: string;
}

type Definition = Of<typeof IndicatorDefined>;
type WithoutDefinition = { readonly [Field in Exclude<keyof Definition, 'indicatorId'>]?: undefined };

/** Drafted; and defined when it has a definition, a unit and a source. */
export type Indicator = Of<typeof IndicatorDrafted> &
  ((Definition & { readonly defined: true }) | (WithoutDefinition & { readonly defined: false }));

interface Adoption {
  readonly version: number;
  readonly decisionId: string;
  /** The amendment that brings this version: it holds from its effect on. */
  readonly amendmentId?: string | undefined;
  readonly adoptedOn: string;
}

interface ToldOn {
  description?: string;
  /** By indicator. */
  readonly definitions: Record<string, string>;
}

/** A fiche-action, as it is decided on. */
export interface Action extends Omit<DataOf<typeof ActionProposed>, 'status'> {
  status: ActionStatus;
  statusSince: string;
  readonly operations: Of<typeof OperationAdded>[];
  readonly roles: HeldRole[];
  readonly means: Of<typeof MeansPlanned>[];
  readonly actualMeans: Of<typeof ActualMeansRecorded>[];
  readonly indicators: Indicator[];
  readonly adoptions: Adoption[];
  /** When what can be told again was told, so that telling it again is known from telling it anew. */
  readonly toldOn: ToldOn;
}

/** A report on an action, as it is shown with it. */
export type Progress = Of<typeof ProgressReported>;

/** An action as it is shown: its reports have streams of their own. */
export type ActionWithProgress = Action & { readonly progress: Progress[] };

/** True for an action that the copil may still adopt. */
export const isBeforeAdoption = (status: ActionStatus): boolean =>
  status === 'to-discuss' || status === 'proposed' || status === 'ready';
