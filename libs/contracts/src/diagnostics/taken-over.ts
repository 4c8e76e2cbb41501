import { motive, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { preparedVersion } from './evidence.js';

/** So much of a former diagnostic is taken over at once. */
export const mostTakenOverAtOnce = 100;

export const takenKind = z.enum(['need', 'value']).describe('need (besoin) ou value (valeur)');

export const EvidenceTakenOver = defineEvent({
  type: 'diagnostics.EvidenceTakenOver',
  title: 'Éléments du diagnostic précédent repris',
  schema: z.object({
    previousConventionId: uuid.describe('Convention que celle-ci renouvelle, et dont ils sont'),
    evidence: z
      .array(
        z.object({
          kind: takenKind,
          id: uuid.describe('Besoin ou valeur du diagnostic de la convention renouvelée'),
        }),
      )
      .min(1)
      .max(mostTakenOverAtOnce)
      .describe('Ce qui est repris : des liens, non des copies'),
    why: motive.describe('Pourquoi ils valent encore'),
    version: preparedVersion,
  }),
});
