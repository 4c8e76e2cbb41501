import { EvaluationConcluded, EvaluationDecided, JudgementRecorded } from '@ctg/contracts/evaluation';
import { evaluation } from '@ctg/convention/evaluation';
import {
  alreadyThere,
  assertPast,
  defineCommand,
  happenedDay,
  invalid,
  type LookUpInput,
  refused,
} from '@ctg/decider';
import { reference, text, uuid } from '@ctg/identifiers';
import { assertDecided, decisionFor, type KnownDecision } from '@ctg/web-service';
import { z } from 'zod';
import { takenOvers } from '../taken-over/taken-over-row.js';
import { assertNotConcluded, evaluationStream } from './evaluation.js';
import { evidencePieces, knownEvidence } from './evidence-piece-row.js';
import { assertEvaluator, evidenceRoute, lookUpProtocol } from './evidence-route.js';

/** An evaluation is concluded once the convention has ended. */
const onEvaluation = { decider: evaluation, stream: evaluationStream, comesAfterTheEnd: true } as const;

const judgementBody = z.strictObject({
  question: reference.describe('Code d’une question ou d’un critère du protocole'),
  level: z.int().min(0).max(4).describe('Niveau, de 0 (pas du tout) à 4 (tout à fait)'),
  argument: text.describe('Argument'),
  minorityView: text.optional().describe('Avis minoritaire'),
  evidence: z
    .array(uuid)
    .max(200)
    .default([])
    .describe(
      'Mesures, valeurs de départ et réponses sur lesquelles il repose, mesures et jugements repris compris',
    ),
  judgedOn: happenedDay.optional().describe('Date ; par défaut aujourd’hui'),
});

export const judge = defineCommand({
  ...onEvaluation,
  name: 'evaluation.record-judgement',
  title: 'Porter un jugement',
  description:
    'Par l’évaluateur du protocole, sur une question ou un critère, à partir de données enregistrées.',
  roles: ['evaluator'],
  route: `${evidenceRoute}/judgements`,
  body: judgementBody,
  waitsFor: [evidencePieces.name, takenOvers.name],
  lookUp: async (input: LookUpInput<z.infer<typeof judgementBody>>) => ({
    protocol: await lookUpProtocol(input),
    known: await knownEvidence(input.readModel, input.params, input.body.evidence),
  }),
  decide({ body: { judgedOn, minorityView, ...body }, facts, params, actor, newId, today }, state) {
    const { protocol, known } = facts;
    assertEvaluator(protocol, actor);
    assertNotConcluded(state);
    const codes = [...protocol.questions, ...protocol.criteria].map(({ code }) => code);
    if (!codes.includes(body.question)) {
      throw invalid({
        code: 'unknown-question',
        title: 'Cette question n’est pas dans le protocole.',
        expected: [...new Set(codes)].join(', '),
        found: body.question,
      });
    }
    if (body.evidence.length === 0) {
      throw refused({
        code: 'judgement-rests-on-nothing',
        title: 'Un jugement repose sur au moins une donnée.',
        expected: 'au moins une mesure, une valeur de départ ou des réponses',
        found: 'aucune',
      });
    }
    const there = new Set(known);
    const unknown = body.evidence.find((id) => !there.has(id));
    if (unknown) {
      throw refused({
        code: 'unknown-evidence',
        title: 'Cette donnée n’est pas enregistrée ici.',
        found: unknown,
      });
    }
    const on = judgedOn ?? today;
    assertPast(on, today);
    const minority = minorityView === undefined ? {} : { minorityView };
    const judgement = { protocolId: params.protocolId ?? '', judgementId: newId(), ...body, ...minority };
    return [JudgementRecorded(judgement, { occurredOn: on })];
  },
});

export const conclude = defineCommand({
  ...onEvaluation,
  name: 'evaluation.conclude',
  title: 'Conclure l’évaluation',
  roles: ['evaluator'],
  route: `${evidenceRoute}/conclusion`,
  body: z.strictObject({
    summary: text.describe('Synthèse'),
    recommendations: z.array(text).max(100).default([]).describe('Recommandations'),
    concludedOn: happenedDay.optional().describe('Date ; par défaut aujourd’hui'),
  }),
  lookUp: lookUpProtocol,
  decide({ body: { concludedOn, ...body }, facts: protocol, params, actor, today }, state) {
    assertEvaluator(protocol, actor);
    assertNotConcluded(state);
    if (!state) {
      throw refused({
        code: 'nothing-judged',
        title: 'Aucun jugement n’a été porté.',
        expected: 'au moins un jugement',
        found: 'aucun',
      });
    }
    const on = concludedOn ?? today;
    assertPast(on, today);
    return [EvaluationConcluded({ protocolId: params.protocolId ?? '', ...body }, { occurredOn: on })];
  },
});

const decisionBody = z.strictObject({ decisionId: uuid.describe('Décision du copil sur l’évaluation') });

export const recordFollowUp = defineCommand({
  ...onEvaluation,
  name: 'evaluation.record-decision',
  title: 'Lier la décision du copil sur l’évaluation',
  roles: ['copil_secretary'],
  route: `${evidenceRoute}/decision`,
  body: decisionBody,
  async lookUp(input: LookUpInput<z.infer<typeof decisionBody>>): Promise<KnownDecision> {
    await lookUpProtocol(input);
    return decisionFor(input.readModel, input.params, input.body.decisionId);
  },
  decide({ body: { decisionId }, facts: decision, params }, state) {
    assertDecided(decision, params, ['evaluation']);
    if (!state?.conclusion) {
      throw refused({
        code: 'not-concluded',
        title: 'L’évaluation n’est pas encore conclue.',
        expected: 'une conclusion',
      });
    }
    if (state.decisionId === decisionId) return alreadyThere({ decisionId });
    return [
      EvaluationDecided(
        { protocolId: params.protocolId ?? '', decisionId },
        { occurredOn: decision.decidedOn },
      ),
    ];
  },
});
