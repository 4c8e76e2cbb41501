import { day } from '@ctg/calendar';
import { actionStatus, approach } from '@ctg/contracts/action-plans';
import { themeCode } from '@ctg/contracts/themes';
import { organisationId, reference, title, uuid } from '@ctg/identifiers';
import { defineList, holdsWords, searchText } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';
import { actions, type BoundedAction } from './action-row.js';

/** An action in a list: enough to find it; the rest is in its fiche. */
const listed = z.object({
  actionId: uuid,
  number: reference.optional().describe('Numéro de la fiche'),
  title,
  objectiveId: uuid,
  status: actionStatus,
  statusSince: day.describe('Dans cette étape depuis le'),
  approach,
  themes: z.array(themeCode),
  needIds: z.array(uuid).describe('Besoins auxquels elle répond'),
  pilots: z.array(organisationId).describe('Pilotes d’aujourd’hui'),
  missing: z.array(z.string()).describe('Ce qui lui manque pour être prête'),
});

const isPilot = { role: 'pilot' } as const;

/** Fiches in the order of their numbers, F2 before F10; those without one last. */
export const listActions = defineList({
  name: 'action-plans.list-actions',
  title: 'Lister les fiches-actions',
  roles: readers,
  route: '/conventions/:conventionId/actions',
  reads: [actions],
  filters: {
    text: searchText.optional().describe('Mots de l’intitulé ou du numéro'),
    status: actionStatus.optional(),
    theme: themeCode.optional(),
    objectiveId: uuid.optional().describe('Celles de cet objectif'),
    organisation: organisationId.optional().describe('Celles où cette organisation tient un rôle'),
    needId: uuid.optional().describe('Celles qui répondent à ce besoin'),
    withoutPilot: z.enum(['true']).optional().describe('Celles que personne ne pilote'),
  },
  item: listed,
  select({ query, params, value }) {
    const { text, status, theme, objectiveId, organisation, needId, withoutPilot } = query;
    return {
      columns: 'document, missing',
      from: 'action',
      where: [`convention_id = ${value(params.conventionId)}`],
      holds: [
        ...(text === undefined ? [] : [holdsWords('searched', text, value)]),
        ...(status === undefined ? [] : [`status = ${value(status)}`]),
        ...(objectiveId === undefined ? [] : [`objective_id = ${value(objectiveId)}`]),
        ...(theme === undefined ? [] : [`document->'themes' ? ${value(theme)}`]),
        ...(needId === undefined ? [] : [`document->'needIds' ? ${value(needId)}`]),
        ...(organisation === undefined
          ? []
          : [`document->'roles' @> ${value(JSON.stringify([{ organisation }]))}::jsonb`]),
        ...(withoutPilot === undefined
          ? []
          : [
              `NOT EXISTS (SELECT FROM jsonb_array_elements(document->'roles') held
                            WHERE held.value @> ${value(JSON.stringify(isPilot))}::jsonb
                              AND held.value->>'endedOn' IS NULL)`,
            ]),
      ],
      order: [{ by: 'number_order' }, { by: 'action_id' }],
    };
  },
  show({ document, missing }: { document: BoundedAction; missing: string[] }) {
    const { actionId, number, title, objectiveId, status, statusSince, approach, themes, needIds } = document;
    const pilots = document.roles
      .filter(({ role, endedOn }) => role === 'pilot' && endedOn === undefined)
      .map((held) => held.organisation);
    const numbered = number === undefined ? {} : { number };
    return {
      actionId,
      ...numbered,
      title,
      objectiveId,
      status,
      statusSince,
      approach,
      themes,
      needIds,
      pilots,
      missing,
    };
  },
});
