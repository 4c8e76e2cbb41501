import type { NewEvent, PublishedEvent } from '@ctg/contracts';
import {
  BaselineRecorded,
  EvaluationConcluded,
  JudgementRecorded,
  MeasureCorrected,
  MeasureRecorded,
  OpinionRecorded,
} from '@ctg/contracts/evaluation';
import {
  baseline,
  type Evaluation,
  evaluation,
  measure,
  opinion,
  type Protocol,
  protocol,
} from '@ctg/convention/evaluation';
import { given, testId } from '@ctg/decider/testing';
import type { KnownDecision } from '@ctg/web-service';
import { adoptedDecision } from '@ctg/web-service/testing';
import { openProtocol } from '../protocol/open-protocol.js';
import { type EvidencePieceRow, evidencePieces } from './evidence-piece-row.js';
import { conclude, judge, recordFollowUp } from './judgement.js';
import { correctMeasure, recordBaseline, recordMeasure } from './measure.js';
import { recordOpinion } from './opinion.js';

const today = '2026-06-30';
const [conventionId, protocolId, indicatorId] = [testId(101), testId(50), testId(60)];
const params = { conventionId, protocolId };
const evaluator = { role: 'evaluator', organisation: '200043404' } as const;
const opened = given(protocol)
  .when(
    openProtocol,
    {
      title: 'Évaluation',
      scope: { conventionIds: [conventionId] },
      evaluators: [evaluator.organisation],
      waves: [
        { code: 'v1', label: 'Début', from: '2026-01-01', to: '2026-01-31' },
        { code: 'v2', label: 'Fin', from: '2026-06-01', to: '2026-07-31' },
      ],
    },
    { params },
  )
  .events();
const opening = given(protocol, ...opened).state() as Protocol;
const framework = { protocol: opening, evaluation: undefined };
/** What is made gets the id that the server gives it. */
const made = { ...params, measureId: testId(1), baselineId: testId(1), opinionId: testId(1) };
const plain = { params: made, today, facts: framework };
const judging = { params, today, actor: evaluator, facts: { protocol: opening, known: [testId(1)] } };
const concluding = { params, today, actor: evaluator, facts: opening };
/** What is shown of pieces, wherever each is recorded, by kind. */
const shown = (...events: readonly NewEvent[]) => {
  const rows = new Map<string, EvidencePieceRow>();
  for (const one of events) {
    const event = { ...one, conventionId, cafId: 'caf-59' } as unknown as PublishedEvent;
    for (const key of evidencePieces.keys(event)) {
      const row = evidencePieces.apply(rows.get(key), event, key);
      if (row) rows.set(key, row);
    }
  }
  return Object.fromEntries([...rows.values()].map(({ kind, document }) => [kind, document]));
};

const figure = { indicatorId, value: 12, measuredOn: '2026-05-31', source: 'Relais' };
const measured = MeasureRecorded(
  { protocolId, measureId: testId(1), kind: 'done', ...figure },
  { occurredOn: '2026-05-31' },
);
const judgement = { question: 'atteinte', level: 3, argument: 'Douze familles.', evidence: [testId(1)] };
const judged = JudgementRecorded({ protocolId, judgementId: testId(1), ...judgement }, { occurredOn: today });
const concluded = EvaluationConcluded(
  { protocolId, summary: 'Atteint.', recommendations: ['Poursuivre.'] },
  { occurredOn: today },
);

describe('facts', () => {
  const recording = (body: object) => given(measure).when(recordMeasure, body, plain);
  test('a measure happened the day it was taken', () => {
    recording(figure).then(measured);
  });

  test('a measure is a figure or a text, one of the two, and of the past', () => {
    const { value: _value, ...neither } = figure;
    recording(neither).thenRejected('value-or-text');
    recording({ ...figure, text: 'Bien' }).thenRejected('value-or-text');
    recording({ ...figure, measuredOn: '2026-07-01' }).thenRejected('date-in-the-future');
    const said = recording({ ...neither, text: 'Bien accueillies' }).events();
    expect(shown(...said).measure).toMatchObject({ text: 'Bien accueillies' });
  });

  test('a correction replaces the figure and says why', () => {
    const at = { params: made, today, facts: undefined };
    const correction = { text: 'Une dizaine', why: 'Estimation' };
    const past = given(measure, measured);
    // It holds from the day of the measure, not from that of the correction.
    const corrected = MeasureCorrected(
      { protocolId, measureId: testId(1), ...correction },
      { effectiveOn: '2026-05-31' },
    );
    past.when(correctMeasure, correction, at).then(corrected);
    const after = shown(measured, corrected).measure;
    expect(after).toMatchObject({ text: 'Une dizaine', measuredOn: '2026-05-31' });
    expect(after).not.toHaveProperty('value');
    past.when(correctMeasure, { why: 'Rien' }, at).thenRejected('value-or-text');
    given(measure).when(correctMeasure, correction, at).thenRejected('not-found');
    const elsewhere = { ...at, params: { ...made, protocolId: testId(51) } };
    past.when(correctMeasure, correction, elsewhere).thenRejected('not-found');
  });

  test('a baseline is kept apart from measures', () => {
    const before = {
      label: 'Familles',
      unit: 'familles',
      value: 4,
      measuredOn: '2024-12-31',
      source: 'Relais',
    };
    const recorded = BaselineRecorded(
      { protocolId, baselineId: testId(1), ...before },
      { occurredOn: '2024-12-31' },
    );
    given(baseline).when(recordBaseline, before, plain).then(recorded);
    expect(shown(recorded)).toEqual({ baseline: recorded.data });
    given(baseline)
      .when(recordBaseline, { ...before, measuredOn: '2026-07-01' }, plain)
      .thenRejected('date-in-the-future');
  });
});

describe('opinions', () => {
  const answers = {
    wave: 'v1',
    respondentGroup: 'Parents',
    question: 'Êtes-vous satisfait ?',
    invited: 30,
    answered: 5,
    answers: [
      { answer: 'Oui', count: 4 },
      { answer: 'Non', count: 1 },
    ],
  };
  const recorded = (occurredOn: string, change: object = {}) =>
    OpinionRecorded({ protocolId, opinionId: testId(1), ...answers, ...change }, { occurredOn });
  const asking = (change: object = {}) =>
    given(opinion).when(recordOpinion, { ...answers, ...change }, plain);

  test('they are of the end of their wave, or of today while it lasts, and never among the facts', () => {
    asking().then(recorded('2026-01-31'));
    asking({ wave: 'v2' }).then(recorded(today, { wave: 'v2' }));
    expect(Object.keys(shown(...asking().events()))).toEqual(['opinion']);
  });

  test.each<[string, string, object]>([
    ['unknown-wave', 'a wave of no protocol', { wave: 'v9' }],
    ['answers-do-not-add-up', 'more answers than invited', { invited: 4 }],
    ['answers-do-not-add-up', 'counts below the answers', { answered: 6 }],
    ['answers-do-not-add-up', 'counts above the answers', { answered: 4 }],
    ['date-in-the-future', 'collected tomorrow', { collectedOn: '2026-07-01' }],
  ])('%s: %s', (code, _what, change) => {
    asking(change).thenRejected(code);
  });
});

describe('judgements', () => {
  const judgingWith = (change: object = {}) =>
    given(evaluation).when(judge, { ...judgement, ...change }, judging);
  test('rest on what is recorded here: measures, baselines, opinions', () => {
    judgingWith().then(judged);
    expect(judgingWith({ minorityView: 'Deux élus en doutent.' }).events()).toMatchObject([
      { data: { minorityView: 'Deux élus en doutent.' } },
    ]);
  });

  test.each<[string, object]>([
    ['judgement-rests-on-nothing', { evidence: [] }],
    ['unknown-evidence', { evidence: [testId(1), testId(9)] }],
    ['unknown-question', { question: 'ailleurs' }],
    ['date-in-the-future', { judgedOn: '2026-07-01' }],
  ])('refused: %s', (code, change) => {
    judgingWith(change).thenRejected(code);
  });

  test.each([-1, 5, 1.5])('level %s is none', (level) => {
    expect(judge.body.safeParse({ ...judgement, level }).success).toBe(false);
  });

  test('are those of the evaluators that the protocol names', () => {
    const actor = { role: 'evaluator', organisation: '775624075' } as const;
    expect([judge.roles, conclude.roles]).toEqual([['evaluator'], ['evaluator']]);
    for (const who of [actor, { role: 'evaluator', organisation: undefined } as never]) {
      given(evaluation)
        .when(judge, judgement, { ...judging, actor: who })
        .thenRejected('not-the-evaluator');
    }
    given(evaluation, judged)
      .when(conclude, { summary: 'Atteint.' }, { ...concluding, actor })
      .thenRejected('not-the-evaluator');
  });
});

describe('conclusion', () => {
  test('needs a judgement', () => {
    given(evaluation).when(conclude, { summary: 'Atteint.' }, concluding).thenRejected('nothing-judged');
    given(evaluation, judged)
      .when(conclude, { summary: 'Atteint.', recommendations: ['Poursuivre.'] }, concluding)
      .then(concluded);
  });

  test('is reached once, and ends the gathering', () => {
    const after = given(evaluation, judged, concluded);
    after.when(conclude, { summary: 'Encore.' }, concluding).thenRejected('already-concluded');
    after.when(judge, judgement, judging).thenRejected('already-concluded');
    const ended = after.state() as Evaluation;
    given(measure)
      .when(recordMeasure, figure, { ...plain, facts: { ...framework, evaluation: ended } })
      .thenRejected('already-concluded');
    given(measure, measured)
      .when(correctMeasure, { value: 1, why: 'x' }, { ...plain, facts: ended })
      .thenRejected('already-concluded');
  });

  test('is followed by the decision of the copil, of its day, recorded once', () => {
    const decision = { decisionId: testId(70) };
    const facts = adoptedDecision(decision.decisionId, params.conventionId, 'evaluation', {
      decidedOn: '2026-06-24',
    });
    const decided = { params, today, facts };
    given(evaluation, judged).when(recordFollowUp, decision, decided).thenRejected('not-concluded');
    const past = [judged, concluded];
    const followed = given(evaluation, ...past)
      .when(recordFollowUp, decision, decided)
      .events();
    expect(followed).toMatchObject([
      { type: 'evaluation.EvaluationDecided', occurredOn: '2026-06-24', data: decision },
    ]);
    given(evaluation, ...past, ...followed)
      .when(recordFollowUp, decision, decided)
      .then();
    const by = (change: Partial<KnownDecision>) =>
      given(evaluation, ...past).when(recordFollowUp, decision, {
        ...decided,
        facts: { ...facts, ...change },
      });
    by({ bodyKind: 'cotech' }).thenRejected('not-that-decision');
    by({ subject: 'action-plan' }).thenRejected('not-that-decision');
    by({ outcome: 'rejected' }).thenRejected('not-that-decision');
    by({ conventionId: testId(98) }).thenRejected('not-found');
  });
});
