import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import type { Action, HeldRole } from '../action/action.js';
import { actionsOf } from '../action/read-actions.js';
import { readers } from '../rights.js';

/** Who does what: an organisation, and its roles in each action. */
export interface MatrixRow {
  readonly organisation: string;
  readonly actions: readonly {
    readonly actionId: string;
    readonly number?: string | undefined;
    readonly title: string;
    readonly roles: readonly HeldRole[];
  }[];
}

/** Organisation × action; past roles are there too, with the day they ended, so that handovers are seen. */
export function roleMatrix(actions: readonly Action[]): MatrixRow[] {
  const organisations = new Set(
    actions.flatMap(({ roles }) => roles.map(({ organisation }) => organisation)),
  );
  return [...organisations].sort().map((organisation) => ({
    organisation,
    actions: actions.flatMap(({ actionId, number, title, roles }) => {
      const held = roles.filter((one) => one.organisation === organisation);
      return held.length === 0 ? [] : [{ actionId, number, title, roles: held }];
    }),
  }));
}

export const getRoleMatrix = defineQuery({
  name: 'action-plans.get-role-matrix',
  title: 'Lire qui fait quoi',
  roles: readers,
  route: '/conventions/:conventionId/role-matrix',
  query: z.strictObject({}),
  async answer({ params: { conventionId }, readModel }) {
    const actions = await actionsOf(readModel, conventionId);
    const withoutPilot = actions
      .filter(({ roles }) => !roles.some(({ role, endedOn }) => role === 'pilot' && endedOn === undefined))
      .map(({ actionId, number, title }) => ({ actionId, number, title }));
    return { organisations: roleMatrix(actions), withoutPilot };
  },
});
