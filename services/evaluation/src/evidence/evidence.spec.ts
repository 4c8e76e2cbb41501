import {
  BaselineRecorded,
  JudgementRecorded,
  MeasureCorrected,
  MeasureRecorded,
  OpinionRecorded,
} from '@ctg/contracts/evaluation';
import { given, testId } from '@ctg/decider/testing';
import { openProtocol, type Protocol, protocol } from '../protocol/open-protocol.js';
import { evidence } from './evidence.js';
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
const facts = given(protocol, ...opened).state() as Protocol;
const options = { params, facts, today, actor: evaluator };
const plain = { params, today };

const measure = { indicatorId, value: 12, measuredOn: '2026-05-31', source: 'Relais' };
const measured = MeasureRecorded(
  { protocolId, measureId: testId(1), kind: 'done', ...measure },
  { occurredOn: '2026-05-31' },
);
const judgement = { question: 'atteinte', level: 3, argument: 'Douze familles.', evidence: [testId(1)] };
const judged = JudgementRecorded({ protocolId, judgementId: testId(1), ...judgement }, { occurredOn: today });
const concluded = given(evidence, measured, judged)
  .when(conclude, { summary: 'Atteint.', recommendations: ['Poursuivre.'] }, options)
  .events();

describe('facts', () => {
  test('a measure happened the day it was taken', () => {
    given(evidence).when(recordMeasure, measure, plain).then(measured);
  });

  test('a measure is a figure or a text, one of the two, and of the past', () => {
    const { value: _value, ...neither } = measure;
    given(evidence).when(recordMeasure, neither, plain).thenRejected('value-or-text');
    given(evidence)
      .when(recordMeasure, { ...measure, text: 'Bien' }, plain)
      .thenRejected('value-or-text');
    given(evidence)
      .when(recordMeasure, { ...measure, measuredOn: '2026-07-01' }, plain)
      .thenRejected('date-in-the-future');
    given(evidence)
      .when(recordMeasure, { ...neither, text: 'Bien accueillies' }, plain)
      .thenState((state) => expect(state.measures[testId(1)]).toMatchObject({ text: 'Bien accueillies' }));
  });

  test('a correction replaces the figure and says why', () => {
    const at = { ...plain, params: { ...params, measureId: testId(1) } };
    const past = given(evidence, measured);
    const correction = { text: 'Une dizaine', why: 'Estimation' };
    past.when(correctMeasure, correction, at).then(
      // It holds from the day of the measure, not from that of the correction.
      MeasureCorrected({ protocolId, measureId: testId(1), ...correction }, { effectiveOn: '2026-05-31' }),
    );
    past.when(correctMeasure, correction, at).thenState((state) => {
      expect(state.measures[testId(1)]).toMatchObject({ text: 'Une dizaine', measuredOn: '2026-05-31' });
      expect(state.measures[testId(1)]).not.toHaveProperty('value');
    });
    past.when(correctMeasure, { why: 'Rien' }, at).thenRejected('value-or-text');
    given(evidence).when(correctMeasure, correction, at).thenRejected('not-found');
  });

  test('a baseline is kept apart from measures', () => {
    const baseline = {
      label: 'Familles',
      unit: 'familles',
      value: 4,
      measuredOn: '2024-12-31',
      source: 'Relais',
    };
    given(evidence)
      .when(recordBaseline, baseline, options)
      .then(
        BaselineRecorded({ protocolId, baselineId: testId(1), ...baseline }, { occurredOn: '2024-12-31' }),
      );
    given(evidence)
      .when(recordBaseline, baseline, options)
      .thenState((state) =>
        expect([state.measures, Object.keys(state.baselines)]).toEqual([{}, [testId(1)]]),
      );
    given(evidence)
      .when(recordBaseline, { ...baseline, measuredOn: '2026-07-01' }, options)
      .thenRejected('date-in-the-future');
  });
});

describe('opinions', () => {
  const opinion = {
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
    OpinionRecorded({ protocolId, opinionId: testId(1), ...opinion, ...change }, { occurredOn });

  test('they are of the end of their wave, or of today while it lasts, and never among the facts', () => {
    given(evidence).when(recordOpinion, opinion, options).then(recorded('2026-01-31'));
    given(evidence)
      .when(recordOpinion, { ...opinion, wave: 'v2' }, options)
      .then(recorded(today, { wave: 'v2' }));
    given(evidence)
      .when(recordOpinion, opinion, options)
      .thenState((state) => expect([state.measures, Object.keys(state.opinions)]).toEqual([{}, [testId(1)]]));
  });

  test.each<[string, string, object]>([
    ['unknown-wave', 'a wave of no protocol', { wave: 'v9' }],
    ['answers-do-not-add-up', 'more answers than invited', { invited: 4 }],
    ['answers-do-not-add-up', 'counts below the answers', { answered: 6 }],
    ['answers-do-not-add-up', 'counts above the answers', { answered: 4 }],
    ['date-in-the-future', 'collected tomorrow', { collectedOn: '2026-07-01' }],
  ])('%s: %s', (code, _what, change) => {
    given(evidence)
      .when(recordOpinion, { ...opinion, ...change }, options)
      .thenRejected(code);
  });
});

describe('judgements', () => {
  test('rest on what is recorded here: measures, baselines, opinions', () => {
    given(evidence, measured).when(judge, judgement, options).then(judged);
    const minority = { ...judgement, minorityView: 'Deux élus en doutent.' };
    given(evidence, measured)
      .when(judge, minority, options)
      .thenState((state) => expect(state.judgements[testId(1)]).toMatchObject(minority));
  });

  test.each<[string, object]>([
    ['judgement-rests-on-nothing', { evidence: [] }],
    ['unknown-evidence', { evidence: [testId(1), testId(9)] }],
    ['unknown-question', { question: 'ailleurs' }],
    ['date-in-the-future', { judgedOn: '2026-07-01' }],
  ])('refused: %s', (code, change) => {
    given(evidence, measured)
      .when(judge, { ...judgement, ...change }, options)
      .thenRejected(code);
  });

  test.each([-1, 5, 1.5])('level %s is none', (level) => {
    expect(judge.body.safeParse({ ...judgement, level }).success).toBe(false);
  });

  test('are those of the evaluators that the protocol names', () => {
    const other = { ...options, actor: { role: 'evaluator', organisation: '775624075' } as const };
    expect([judge.roles, conclude.roles]).toEqual([['evaluator'], ['evaluator']]);
    given(evidence, measured).when(judge, judgement, other).thenRejected('not-the-evaluator');
    given(evidence, measured)
      .when(judge, judgement, { ...options, actor: { role: 'evaluator' } })
      .thenRejected('not-the-evaluator');
    given(evidence, measured, judged)
      .when(conclude, { summary: 'Atteint.' }, other)
      .thenRejected('not-the-evaluator');
  });
});

describe('conclusion', () => {
  test('needs a judgement', () => {
    given(evidence, measured).when(conclude, { summary: 'Atteint.' }, options).thenRejected('nothing-judged');
  });

  test('is reached once, and ends the gathering', () => {
    const after = given(evidence, measured, judged, ...concluded);
    after.when(conclude, { summary: 'Encore.' }, options).thenRejected('already-concluded');
    after.when(judge, judgement, options).thenRejected('already-concluded');
    after.when(recordMeasure, measure, plain).thenRejected('already-concluded');
  });

  test('is followed by the decision of the copil, of its day, recorded once', () => {
    const decision = { decisionId: testId(70) };
    const decided = { params, today, facts: '2026-06-24' };
    given(evidence, measured, judged).when(recordFollowUp, decision, decided).thenRejected('not-concluded');
    const past = [measured, judged, ...concluded];
    const followed = given(evidence, ...past)
      .when(recordFollowUp, decision, decided)
      .events();
    expect(followed).toMatchObject([
      { type: 'evaluation.EvaluationDecided', occurredOn: '2026-06-24', data: decision },
    ]);
    given(evidence, ...past, ...followed)
      .when(recordFollowUp, decision, decided)
      .then();
  });
});
