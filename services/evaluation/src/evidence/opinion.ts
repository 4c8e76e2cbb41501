import { OpinionRecorded } from '@ctg/contracts/evaluation';
import { opinion } from '@ctg/convention/evaluation';
import { assertPast, defineCommand, happenedDay, invalid } from '@ctg/decider';
import { reference, title } from '@ctg/identifiers';
import { z } from 'zod';
import { contributors } from '../rights.js';
import { assertNotConcluded } from './evaluation.js';
import { evidenceRoute, lookUpFramework } from './evidence-route.js';
import { pieceStream } from './piece-stream.js';

export const recordOpinion = defineCommand({
  decider: opinion,
  comesAfterTheEnd: true,
  creates: 'opinionId',
  stream: pieceStream('opinionId'),
  name: 'evaluation.record-opinion',
  title: 'Enregistrer les réponses d’une enquête d’opinion',
  description:
    'Des totaux seulement, jamais la réponse d’une personne. Un groupe de moins de 5 réponses n’est pas montré.',
  roles: contributors,
  route: `${evidenceRoute}/opinions`,
  body: z.strictObject({
    wave: reference.describe('Vague d’enquête du protocole'),
    respondentGroup: title.describe('Groupe de répondants'),
    question: title.describe('Question posée'),
    invited: z.int().min(0).describe('Personnes sollicitées'),
    answered: z.int().min(0).describe('Personnes ayant répondu'),
    answers: z
      .array(z.strictObject({ answer: title.describe('Réponse'), count: z.int().min(0).describe('Nombre') }))
      .min(1)
      .max(50)
      .describe('Répartition des réponses ; leur somme est le nombre de réponses'),
    collectedOn: happenedDay
      .optional()
      .describe('Date de collecte ; par défaut la fin de la vague, sinon aujourd’hui'),
  }),
  lookUp: lookUpFramework,
  decide({ body: { collectedOn, ...body }, facts: { protocol, evaluation }, params, today }) {
    assertNotConcluded(evaluation);
    const wave = protocol.waves.find(({ code }) => code === body.wave);
    if (!wave) {
      throw invalid({
        code: 'unknown-wave',
        title: 'Cette vague n’est pas dans le protocole.',
        expected: protocol.waves.map(({ code }) => code).join(', ') || 'aucune vague dans ce protocole',
        found: body.wave,
      });
    }
    const sum = body.answers.reduce((total, { count }) => total + count, 0);
    if (body.answered > body.invited || sum !== body.answered) {
      throw invalid({
        code: 'answers-do-not-add-up',
        title: 'Les nombres de réponses ne concordent pas.',
        expected: `au plus ${body.invited} réponses, et une répartition qui fait ${body.answered}`,
        found: `${body.answered} réponses, répartition de ${sum}`,
      });
    }
    const end = wave.period.to < today ? wave.period.to : today;
    if (collectedOn) assertPast(collectedOn, today);
    const { protocolId = '', opinionId = '' } = params;
    return [OpinionRecorded({ protocolId, opinionId, ...body }, { occurredOn: collectedOn ?? end })];
  },
});
