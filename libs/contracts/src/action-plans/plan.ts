import { text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { themeCode } from '../themes.js';

export const PlanOpened = defineEvent({
  type: 'actionplans.PlanOpened',
  title: 'Plan d’actions ouvert',
  schema: z.object({
    previousConventionId: uuid.optional().describe('Convention précédente, dont le plan est l’origine'),
  }),
});

export const AxisAdded = defineEvent({
  type: 'actionplans.AxisAdded',
  title: 'Axe ajouté',
  schema: z.object({
    axisId: uuid.describe('Axe'),
    title: title.describe('Intitulé de l’axe'),
    theme: themeCode,
  }),
});

export const ObjectiveAdded = defineEvent({
  type: 'actionplans.ObjectiveAdded',
  title: 'Objectif ajouté',
  schema: z.object({
    objectiveId: uuid.describe('Objectif'),
    axisId: uuid.describe('Axe'),
    title: title.describe('Intitulé de l’objectif'),
    priorityIds: z.array(uuid).describe('Enjeux du diagnostic auxquels il répond'),
  }),
});

export const PlanAdopted = defineEvent({
  type: 'actionplans.PlanAdopted',
  title: 'Plan d’actions adopté',
  schema: z.object({
    version: z.int().describe('Version du plan'),
    decisionId: uuid.describe('Décision du copil'),
    actionIds: z.array(uuid).describe('Fiches-actions adoptées'),
    incompleteActionIds: z
      .array(uuid)
      .describe(
        'Celles qui sont adoptées avant d’être prêtes (pilote, description, moyens ou indicateur à venir)',
      ),
    amendmentId: uuid.optional().describe('Avenant qui apporte cette version : elle prend effet avec lui'),
  }),
});

export const YearReviewed = defineEvent({
  type: 'actionplans.YearReviewed',
  title: 'Bilan annuel validé',
  schema: z.object({
    year: z.int().describe('Année du bilan'),
    decisionId: uuid.describe('Décision du copil'),
    summary: text.optional().describe('Ce que le bilan retient'),
  }),
});
