import { day } from '@ctg/calendar';
import { reference, shortText, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

const protocolId = uuid.describe('Protocole');

/** Factual and opinion data are never mixed: these are facts. */
const figure = {
  value: z.number().optional().describe('Valeur mesurée'),
  text: text.optional().describe('Appréciation, pour un indicateur qualitatif'),
};

export const measureKind = z
  .enum(['planned', 'done', 'potential', 'real'])
  .describe('planned (prévu), done (réalisé), potential (potentiel) ou real (réel)');

export const MeasureRecorded = defineEvent({
  type: 'evaluation.MeasureRecorded',
  title: 'Mesure enregistrée',
  schema: z.object({
    protocolId,
    measureId: uuid.describe('Mesure'),
    indicatorId: uuid.describe('Indicateur'),
    kind: measureKind,
    ...figure,
    measuredOn: day.describe('Date de la mesure'),
    source: title.describe('Source'),
  }),
});

export const MeasureCorrected = defineEvent({
  type: 'evaluation.MeasureCorrected',
  title: 'Mesure corrigée',
  schema: z.object({
    protocolId,
    measureId: uuid.describe('Mesure'),
    ...figure,
    why: shortText.describe('Pourquoi'),
  }),
});

export const BaselineRecorded = defineEvent({
  type: 'evaluation.BaselineRecorded',
  title: 'Valeur de départ enregistrée',
  schema: z.object({
    protocolId,
    baselineId: uuid.describe('Valeur de départ'),
    label: title.describe('Ce qui est compté'),
    unit: title.describe('Unité'),
    value: z.number().describe('Valeur avant la convention'),
    measuredOn: day.describe('Date'),
    source: title.describe('Source'),
  }),
});

export const OpinionRecorded = defineEvent({
  type: 'evaluation.OpinionRecorded',
  title: 'Réponses d’opinion enregistrées',
  schema: z.object({
    protocolId,
    opinionId: uuid.describe('Réponses'),
    wave: reference.describe('Vague d’enquête'),
    respondentGroup: title.describe('Groupe de répondants'),
    question: title.describe('Question posée'),
    invited: z.int().describe('Personnes sollicitées'),
    answered: z.int().describe('Personnes ayant répondu'),
    answers: z
      .array(z.object({ answer: title.describe('Réponse'), count: z.int().describe('Nombre') }))
      .describe('Répartition des réponses'),
  }),
});

export const JudgementRecorded = defineEvent({
  type: 'evaluation.JudgementRecorded',
  title: 'Jugement porté',
  schema: z.object({
    protocolId,
    judgementId: uuid.describe('Jugement'),
    question: reference.describe('Question ou critère du protocole'),
    level: z.int().min(0).max(4).describe('Niveau, de 0 (pas du tout) à 4 (tout à fait)'),
    argument: text.describe('Argument'),
    minorityView: text.optional().describe('Avis minoritaire'),
    evidence: z.array(uuid).describe('Données sur lesquelles il repose'),
  }),
});

export const EvaluationConcluded = defineEvent({
  type: 'evaluation.EvaluationConcluded',
  title: 'Évaluation conclue',
  schema: z.object({
    protocolId,
    summary: text.describe('Synthèse'),
    recommendations: z.array(text).describe('Recommandations'),
  }),
});

export const EvaluationDecided = defineEvent({
  type: 'evaluation.EvaluationDecided',
  title: 'Suites de l’évaluation décidées',
  schema: z.object({ protocolId, decisionId: uuid.describe('Décision du copil') }),
});
