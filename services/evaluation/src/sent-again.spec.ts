import { EvaluationConcluded, JudgementRecorded, MeasureRecorded } from '@ctg/contracts/evaluation';
import { protocol } from '@ctg/convention/evaluation';
import { given, recordsWhatIsSent, type SentCommand, testId } from '@ctg/decider/testing';
import { adoptedDecision } from '@ctg/web-service/testing';
import { conclude, judge, recordFollowUp } from './evidence/judgement.js';
import { correctMeasure, recordBaseline, recordMeasure } from './evidence/measure.js';
import { recordOpinion } from './evidence/opinion.js';
import { evaluationService } from './index.js';
import { openProtocol } from './protocol/open-protocol.js';
import { takeOverEvidence } from './taken-over/take-over-evidence.js';

const [conventionId, protocolId, measureId] = [testId(99), testId(98), testId(97)];
const params = { conventionId, protocolId, measureId, baselineId: testId(3), opinionId: testId(4) };
const epci = '200043404';
const actor = { role: 'evaluator', organisation: epci } as const;
const wave = { code: 'v1', label: 'Début', from: '2026-01-01', to: '2026-01-31' };
const opening = {
  title: 'Évaluation',
  scope: { kind: 'convention', conventionIds: [conventionId] },
  evaluators: [epci],
  waves: [wave, { ...wave, code: 'v2' }],
};
const opened = given(protocol, ...given(protocol).when(openProtocol, opening, { params }).events()).state();
const framework = { protocol: opened, evaluation: undefined };
const measured = MeasureRecorded({
  ...{ protocolId, measureId, indicatorId: testId(5), kind: 'done', value: 12 },
  ...{ measuredOn: '2026-01-05', source: 'Relais' },
} as never);
const judgement = { question: 'atteinte', level: 3, argument: 'Oui', evidence: [testId(1)] };
const judged = JudgementRecorded({ protocolId, judgementId: testId(8), ...judgement });
const concluded = EvaluationConcluded({ protocolId, summary: 'Atteint', recommendations: [] });

const table: SentCommand[] = [
  {
    command: openProtocol,
    params,
    body: opening,
    others: {
      title: 'Autre',
      scope: { kind: 'cohort', conventionIds: [conventionId, testId(95)] },
      evaluators: ['215900127'],
      criteria: [{ code: 'c1', label: 'Critère' }],
      questions: [{ code: 'q1', criterion: 'moyens', text: 'Assez ?' }],
      waves: [wave],
      openedOn: '2026-01-06',
    },
  },
  {
    command: recordBaseline,
    params,
    facts: () => framework,
    body: { label: 'Places', unit: 'places', value: 12, measuredOn: '2025-01-05', source: 'Insee' },
    others: { label: 'Autre', unit: 'lits', value: 13, measuredOn: '2025-01-06', source: 'Caf' },
  },
  {
    command: recordMeasure,
    params,
    facts: () => framework,
    body: { indicatorId: testId(5), value: 12, measuredOn: '2026-01-05', source: 'Relais' },
    others: {
      indicatorId: testId(6),
      kind: 'planned',
      value: 13,
      text: 'Bien',
      measuredOn: '2026-01-06',
      source: 'Caf',
    },
  },
  {
    command: correctMeasure,
    past: [measured],
    params,
    facts: () => undefined,
    body: { value: 13, why: 'Faute de frappe' },
    others: { value: 14, text: 'Bien', why: 'Autre' },
  },
  {
    command: recordOpinion,
    params,
    facts: () => framework,
    body: {
      wave: 'v1',
      respondentGroup: 'Parents',
      question: 'Satisfaits ?',
      invited: 20,
      answered: 10,
      answers: [
        { answer: 'oui', count: 7 },
        { answer: 'non', count: 3 },
      ],
    },
    others: {
      wave: 'v2',
      respondentGroup: 'Élus',
      question: 'Utiles ?',
      invited: 21,
      answered: 11,
      answers: [{ answer: 'oui', count: 10 }],
      collectedOn: '2026-02-01',
    },
  },
  {
    command: takeOverEvidence,
    params,
    facts: () => ({
      measures: [testId(1), testId(2)],
      judgements: [testId(6), testId(7)],
      recommendations: 2,
    }),
    body: {
      previousConventionId: testId(94),
      protocolId: testId(93),
      measures: [testId(1)],
      judgements: [testId(6)],
      recommendations: [1],
      why: 'Reste vrai',
      takenOverOn: '2026-01-05',
    },
    others: {
      previousConventionId: testId(92),
      protocolId: testId(91),
      measures: [testId(1), testId(2)],
      judgements: [testId(6), testId(7)],
      recommendations: [1, 2],
      why: 'Autre',
      takenOverOn: '2026-01-06',
    },
  },
  {
    command: judge,
    params,
    actor,
    facts: () => ({ protocol: opened, known: [testId(1), testId(2)] }),
    body: judgement,
    others: {
      question: 'moyens',
      level: 2,
      argument: 'Non',
      minorityView: 'Si',
      evidence: [testId(2)],
      judgedOn: '2026-02-01',
    },
  },
  {
    command: conclude,
    past: [judged],
    params,
    actor,
    facts: () => opened,
    body: { summary: 'Atteint', recommendations: ['Poursuivre', 'Étendre'] },
    others: { summary: 'Autre', recommendations: ['Arrêter'], concludedOn: '2026-02-01' },
  },
  {
    command: recordFollowUp,
    past: [judged, concluded],
    params,
    facts: ({ decisionId }) => adoptedDecision(String(decisionId), conventionId, 'evaluation'),
    body: { decisionId: testId(50) },
    others: { decisionId: testId(51) },
  },
];

recordsWhatIsSent(evaluationService.commands, table);
