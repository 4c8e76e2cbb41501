import { day } from '@ctg/calendar';
import { shortText, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { amendmentChanges, deliberation, receipt, signature } from './shapes.js';

const amendmentId = uuid.describe('Avenant');

export const AmendmentProposed = defineEvent({
  type: 'partners.AmendmentProposed',
  title: 'Avenant proposé',
  schema: z.object({
    amendmentId,
    title: title.describe('Objet de l’avenant'),
    effectOn: day.describe('Date d’effet'),
    changes: amendmentChanges,
  }),
});

export const AmendmentDeliberated = defineEvent({
  type: 'partners.AmendmentDeliberated',
  title: 'Délibération sur un avenant enregistrée',
  schema: z.object({ amendmentId, ...deliberation }),
});

export const AmendmentReceiptRecorded = defineEvent({
  type: 'partners.AmendmentReceiptRecorded',
  title: 'Récépissé sur un avenant enregistré',
  schema: z.object({ amendmentId, ...receipt }),
});

export const AmendmentSigned = defineEvent({
  type: 'partners.AmendmentSigned',
  title: 'Signature d’un avenant enregistrée',
  schema: z.object({ amendmentId, ...signature }),
});

export const AmendmentTookEffect = defineEvent({
  type: 'partners.AmendmentTookEffect',
  title: 'Avenant signé par tous',
  schema: z.object({
    amendmentId,
    completedOn: day.describe('Date de la dernière signature'),
    effectOn: day.describe('Prise d’effet'),
    changes: amendmentChanges,
  }),
});

export const AmendmentAbandoned = defineEvent({
  type: 'partners.AmendmentAbandoned',
  title: 'Avenant abandonné',
  schema: z.object({ amendmentId, why: shortText.describe('Pourquoi') }),
});
