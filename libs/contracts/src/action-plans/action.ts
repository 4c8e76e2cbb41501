import { day, impreciseDate } from '@ctg/calendar';
import { reference, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { themeCode } from '../themes.js';

export const actionStatus = z
  .enum(['to-discuss', 'proposed', 'ready', 'adopted', 'in-progress', 'paused', 'late', 'done', 'abandoned'])
  .describe(
    'to-discuss (à débattre), proposed (proposée), ready (prête), adopted (adoptée), in-progress (en cours), paused (suspendue), late (en retard), done (réalisée) ou abandoned (abandonnée)',
  );

export const approach = z
  .enum(['optimise', 'develop'])
  .describe('optimise (mieux utiliser l’existant) ou develop (créer du nouveau)');

/** What a fiche says of its action; every field may come later. */
export const actionDescription = {
  context: text.optional().describe('Contexte, constats'),
  description: text.optional().describe('En quoi consiste l’action'),
  targetPublic: title.optional().describe('Public visé'),
  area: title.optional().describe('Secteur géographique'),
  calendar: impreciseDate.optional(),
  expectedResults: text.optional().describe('Résultats attendus'),
  participation: title.optional().describe('Niveau de participation des habitants'),
};

const actionId = uuid.describe('Fiche-action');

export const ActionProposed = defineEvent({
  type: 'actionplans.ActionProposed',
  title: 'Action proposée',
  schema: z.object({
    actionId,
    number: reference.optional().describe('Numéro de la fiche'),
    title: title.describe('Intitulé de l’action'),
    objectiveId: uuid.describe('Objectif'),
    themes: z.array(themeCode).describe('Thèmes'),
    needIds: z.array(uuid).describe('Besoins du diagnostic auxquels elle répond'),
    approach,
    status: z.enum(['to-discuss', 'proposed']).describe('to-discuss (à débattre) ou proposed (proposée)'),
    ...actionDescription,
  }),
});

export const ActionDescribed = defineEvent({
  type: 'actionplans.ActionDescribed',
  title: 'Fiche-action complétée',
  schema: z.object({
    actionId,
    number: reference.optional().describe('Nouveau numéro'),
    title: title.optional().describe('Nouvel intitulé'),
    themes: z.array(themeCode).optional().describe('Thèmes'),
    needIds: z.array(uuid).optional().describe('Besoins du diagnostic auxquels elle répond'),
    approach: approach.optional(),
    ...actionDescription,
  }),
});

export const OperationAdded = defineEvent({
  type: 'actionplans.OperationAdded',
  title: 'Opération ajoutée à une action',
  schema: z.object({
    actionId,
    operationId: uuid.describe('Opération'),
    title: title.describe('Intitulé de l’opération'),
    public: title.optional().describe('Public'),
    calendar: impreciseDate.optional(),
    expectedResult: text.optional().describe('Résultat attendu'),
  }),
});

export const ActionStatusChanged = defineEvent({
  type: 'actionplans.ActionStatusChanged',
  title: 'Action à une nouvelle étape',
  schema: z.object({
    actionId,
    from: actionStatus.describe('Étape précédente'),
    to: actionStatus.describe('Nouvelle étape'),
    changedOn: day.describe('Date du changement'),
  }),
});

export const ActionAdopted = defineEvent({
  type: 'actionplans.ActionAdopted',
  title: 'Action adoptée avec le plan',
  schema: z.object({
    actionId,
    version: z.int().describe('Version du plan'),
    decisionId: uuid.describe('Décision du copil'),
    amendmentId: uuid.optional().describe('Avenant qui apporte cette version'),
  }),
});

/** The steps that a report may tell of. */
export const reportedStatus = z
  .enum(['in-progress', 'paused', 'late', 'done', 'abandoned'])
  .describe(
    'Nouvelle étape : in-progress (en cours), paused (suspendue), late (en retard), done (réalisée) ou abandoned (abandonnée)',
  );

export const offerChange = z
  .enum(['created', 'extended', 'improved', 'reduced', 'closed'])
  .describe(
    'created (créée), extended (agrandie : places, horaires), improved (mieux utilisée ou de meilleure qualité), reduced (réduite) ou closed (fermée)',
  );

/** What an action changed in what the territory offers. */
export const offerChanged = z.object({
  offerId: uuid.optional().describe('Offre de l’inventaire ; absente : elle n’y est pas'),
  change: offerChange,
  title: title.describe('Ce qui a changé : « 10 places de plus », « ouvert le samedi »'),
  before: z.number().optional().describe('Capacité avant'),
  after: z.number().optional().describe('Capacité après'),
});

export const ProgressReported = defineEvent({
  type: 'actionplans.ProgressReported',
  title: 'Avancement rapporté',
  schema: z.object({
    actionId,
    reportId: uuid.describe('Compte rendu'),
    year: z.int().describe('Année concernée'),
    day: day.describe('Date du compte rendu'),
    text: text.describe('Ce qui a été fait'),
    status: reportedStatus.optional(),
    percent: z.int().optional().describe('Avancement en pour cent'),
    offerChanges: z
      .array(offerChanged)
      .optional()
      .describe('Ce que l’action a changé dans l’offre du territoire'),
  }),
});
