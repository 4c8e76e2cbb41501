import type { HeldRole } from '@ctg/convention/plan';
import { organisationId, reference, title, uuid } from '@ctg/identifiers';
import { defineList } from '@ctg/web-service';
import { z } from 'zod';
import { actions } from '../action/action-row.js';
import { heldRole } from '../action/parts-of-an-action.js';
import { readers } from '../rights.js';

interface Row {
  readonly organisation: string;
  readonly actionId: string;
  readonly number: string | null;
  readonly title: string;
  readonly roles: readonly HeldRole[];
}

/**
 * Who does what: organisation × action, the actions of one organisation one after the other. Past roles are there too,
 * with the day they ended, so that handovers are seen.
 */
export const getRoleMatrix = defineList({
  name: 'action-plans.get-role-matrix',
  title: 'Lire qui fait quoi',
  roles: readers,
  route: '/conventions/:conventionId/role-matrix',
  reads: [actions],
  filters: { organisation: organisationId.optional().describe('Ce que fait cette organisation') },
  item: z.object({
    organisation: organisationId,
    actionId: uuid,
    number: reference.optional().describe('Numéro de la fiche'),
    title,
    roles: z.array(heldRole).describe('Rôles tenus dans cette action'),
  }),
  select: ({ query: { organisation }, params, value }) => ({
    columns: `r.organisation, a.action_id AS "actionId", a.document->>'number' AS number,
      a.document->>'title' AS title, held.roles`,
    from: `action_organisation r JOIN action a ON a.action_id = r.action_id CROSS JOIN LATERAL (
        SELECT jsonb_agg(one.role ORDER BY one.place) AS roles
          FROM jsonb_array_elements(a.document->'roles') WITH ORDINALITY AS one(role, place)
         WHERE one.role->>'organisation' = r.organisation) held`,
    where: [
      `r.convention_id = ${value(params.conventionId)}`,
      ...(organisation === undefined ? [] : [`r.organisation = ${value(organisation)}`]),
    ],
    order: [{ by: 'r.organisation' }, { by: 'r.number_order' }, { by: 'r.action_id' }],
  }),
  show: ({ number, ...row }: Row) => (number === null ? row : { ...row, number }),
});
