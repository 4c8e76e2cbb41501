import { motive, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

/** So much of a former evaluation is taken over at once, of all kinds together. */
export const mostTakenOverAtOnce = 100;

export const takenKind = z
  .enum(['measure', 'judgement', 'recommendation'])
  .describe('measure (mesure), judgement (jugement) ou recommendation (recommandation)');

const some = <Item extends z.ZodType>(item: Item) => z.array(item).max(mostTakenOverAtOnce);

export const EvidenceTakenOver = defineEvent({
  type: 'evaluation.EvidenceTakenOver',
  title: 'Résultats de l’évaluation précédente repris',
  schema: z.object({
    previousConventionId: uuid.describe('Convention que celle-ci renouvelle, et dont ils sont'),
    protocolId: uuid.describe('Protocole sous lequel ils ont été établis'),
    measures: some(uuid).describe('Mesures reprises : des liens, non des copies'),
    judgements: some(uuid).describe('Jugements repris'),
    recommendations: some(z.int().min(1)).describe('Recommandations reprises : leur rang dans la conclusion'),
    why: motive.describe('Pourquoi ils valent encore'),
  }),
});
