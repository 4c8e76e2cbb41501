import { day } from '@ctg/calendar';
import { organisationId, reference, shortText, title } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { themeCode } from '../themes.js';

/** A person is an opaque id, never a name. */
const holder = reference.describe('Identifiant opaque de la personne (jamais son nom)');

export const workingTimePercent = z
  .number()
  .min(1)
  .max(100)
  .describe('Temps de travail consacré, en pour cent');

export const mandateArea = title.describe(
  'Territoire dont il est chargé, quand ce n’est pas tout le périmètre',
);

export const CooperationOfficerAppointed = defineEvent({
  type: 'partners.CooperationOfficerAppointed',
  title: 'Chargé de coopération nommé',
  schema: z.object({
    holder,
    employer: organisationId.describe('Employeur'),
    from: day.describe('À partir du'),
    workingTimePercent: workingTimePercent.optional(),
    area: mandateArea.optional(),
    themes: z.array(themeCode).optional().describe('Thèmes dont il est chargé, quand ce ne sont pas tous'),
  }),
});

export const MandateHandedOver = defineEvent({
  type: 'partners.MandateHandedOver',
  title: 'Mandat transmis',
  schema: z.object({
    from: holder,
    to: holder,
    employer: organisationId.describe('Employeur'),
    on: day.describe('Date de la passation'),
    note: shortText.optional().describe('Ce qui est transmis'),
  }),
});

export const MandateEnded = defineEvent({
  type: 'partners.MandateEnded',
  title: 'Mandat terminé',
  schema: z.object({ holder, on: day.describe('Date de fin') }),
});
