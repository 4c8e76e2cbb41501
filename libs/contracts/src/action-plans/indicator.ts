import { text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

const indicatorId = uuid.describe('Indicateur');
const actionId = uuid.describe('Fiche-action');

export const indicatorKind = z
  .enum(['quantitative', 'qualitative'])
  .describe('quantitative (chiffré) ou qualitative (apprécié)');

/** How the two figures of an indicator face each other. */
export const indicatorPairing = z
  .enum(['planned-done', 'potential-real'])
  .describe('planned-done (prévu / réalisé) ou potential-real (potentiel / réel)');

export const IndicatorDrafted = defineEvent({
  type: 'actionplans.IndicatorDrafted',
  title: 'Indicateur esquissé',
  schema: z.object({
    indicatorId,
    actionId,
    operationId: uuid.optional().describe('Opération, quand il ne s’agit que d’elle'),
    title: title.describe('Intitulé de l’indicateur'),
    kind: indicatorKind,
  }),
});

export const IndicatorDefined = defineEvent({
  type: 'actionplans.IndicatorDefined',
  title: 'Indicateur défini',
  schema: z.object({
    indicatorId,
    actionId,
    definition: text.describe('Ce qui est compté ou apprécié, et comment'),
    unit: title.describe('Unité'),
    source: title.describe('D’où vient la mesure'),
    baseline: z.number().optional().describe('Valeur de départ'),
    target: z.number().optional().describe('Valeur visée'),
    pairing: indicatorPairing.optional(),
  }),
});
