import type { Action } from '@ctg/convention/plan';
import { notFound, type RouteParams } from '@ctg/decider';

/** At most so many of each stand in one fiche (seen: up to 4 operations, 3 to 10 indicators): its stream stays small. */
export const mostOf = {
  operations: 50,
  roles: 300,
  means: 500,
  actualMeans: 1_000,
  indicators: 100,
} as const;

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
