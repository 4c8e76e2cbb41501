import { period } from '@ctg/calendar';
import { organisationId, reference, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

/** What a protocol judges by, and asks. */
export const criterion = z.object({
  code: reference.describe('Code du critère'),
  label: title.describe('Critère'),
});

export const question = z.object({
  code: reference.describe('Code de la question'),
  criterion: reference.describe('Code du critère auquel elle se rattache'),
  text: text.describe('Question évaluative'),
});

/** A wave of an opinion survey. */
export const wave = z.object({
  code: reference.describe('Code de la vague'),
  label: title.describe('Nom de la vague'),
  period: period.describe('Période de l’enquête'),
});

export const ProtocolOpened = defineEvent({
  type: 'evaluation.ProtocolOpened',
  title: 'Protocole d’évaluation ouvert',
  schema: z.object({
    protocolId: uuid.describe('Protocole'),
    title: title.describe('Intitulé'),
    scope: z.object({
      kind: z.enum(['convention', 'cohort']).describe('convention (une seule) ou cohort (plusieurs)'),
      conventionIds: z.array(uuid).describe('Conventions évaluées'),
    }),
    evaluators: z.array(organisationId).describe('Organisations qui évaluent'),
    criteria: z.array(criterion).describe('Critères'),
    questions: z.array(question).describe('Questions'),
    waves: z.array(wave).describe('Vagues d’enquête'),
  }),
});
