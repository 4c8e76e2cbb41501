import { actionStatus } from '@ctg/contracts/action-plans';
import { themeCode } from '@ctg/contracts/themes';
import { notFound, type ReadModelAccess } from '@ctg/decider';
import { organisationId, uuid } from '@ctg/identifiers';
import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';
import type { Action } from './action.js';

/** A fiche-action with what it lacks to be ready. */
export type ShownAction = Action & { readonly missing: readonly string[] };

/** Fiches in the order of their numbers, F2 before F10; those without one last. */
const byNumber = (one: Action, other: Action): number =>
  (one.number ?? '\uffff').localeCompare(other.number ?? '\uffff', 'fr', { numeric: true }) ||
  (one.actionId < other.actionId ? -1 : 1);

/** Every action of a convention. */
export async function actionsOf(
  readModel: ReadModelAccess,
  conventionId: string | undefined,
): Promise<ShownAction[]> {
  const rows = await readModel.query<{ document: Action; missing: string[] }>(
    'SELECT document, missing FROM action WHERE convention_id = $1',
    [conventionId],
  );
  return rows.map(({ document, missing }) => ({ ...document, missing })).sort(byNumber);
}

export const getAction = defineQuery({
  name: 'action-plans.get-action',
  title: 'Lire une fiche-action',
  roles: readers,
  route: '/conventions/:conventionId/actions/:actionId',
  query: z.strictObject({}),
  async answer({ params: { conventionId, actionId = '' }, readModel }) {
    const [row] = await readModel.query<{ document: Action; missing: string[] }>(
      'SELECT document, missing FROM action WHERE action_id = $1 AND convention_id = $2',
      [actionId, conventionId],
    );
    if (!row) throw notFound('Fiche-action', actionId);
    return { ...row.document, missing: row.missing };
  },
});

export const listActions = defineQuery({
  name: 'action-plans.list-actions',
  title: 'Lister les fiches-actions',
  roles: readers,
  route: '/conventions/:conventionId/actions',
  query: z.strictObject({
    status: actionStatus.optional(),
    theme: themeCode.optional(),
    organisation: organisationId.optional().describe('Celles où cette organisation tient un rôle'),
    needId: uuid.optional().describe('Celles qui répondent à ce besoin'),
  }),
  async answer({ query: { status, theme, organisation, needId }, params, readModel }) {
    const all = await actionsOf(readModel, params.conventionId);
    const actions = all.filter(
      (one) =>
        (status === undefined || one.status === status) &&
        (theme === undefined || one.themes.includes(theme)) &&
        (needId === undefined || one.needIds.includes(needId)) &&
        (organisation === undefined || one.roles.some((held) => held.organisation === organisation)),
    );
    return { actions };
  },
});
