import type { NewEvent, PublishedEvent } from '@ctg/contracts';
import {
  BaselineRecorded,
  EvaluationConcluded,
  EvaluationDecided,
  JudgementRecorded,
  MeasureCorrected,
  MeasureRecorded,
  OpinionRecorded,
} from '@ctg/contracts/evaluation';
import { testId } from '@ctg/decider/testing';
import { workOfRows } from '@ctg/web-service/testing';
import { evaluationService } from '../index.js';
import { evidencePieces } from './evidence-piece-row.js';

const [conventionId, protocolId, indicatorId] = [testId(1), testId(2), testId(3)];
/** Ids of one length: a row is as long whichever it is. */
const id = (n: number) => testId(100_000 + n);
const day = '2026-01-31';

const oneOfEach = (n: number): readonly NewEvent[] => [
  MeasureRecorded({
    ...{ protocolId, measureId: id(n), indicatorId, kind: 'done', value: 12 },
    ...{ measuredOn: day, source: 'Relais' },
  }),
  MeasureCorrected({ protocolId, measureId: id(n), value: 13, why: 'Faute de frappe' }),
  BaselineRecorded({
    ...{ protocolId, baselineId: id(n), label: 'Familles', unit: 'familles', value: 4 },
    ...{ measuredOn: day, source: 'Relais' },
  }),
  OpinionRecorded({
    ...{ protocolId, opinionId: id(n), wave: 'v1', respondentGroup: 'Parents', question: 'Satisfaits ?' },
    ...{ invited: 30, answered: 5, answers: [{ answer: 'Oui', count: 5 }] },
  }),
  JudgementRecorded({
    ...{ protocolId, judgementId: id(n), question: 'atteinte', level: 3, argument: 'Oui' },
    evidence: [id(n)],
  }),
];
const conclusion: readonly NewEvent[] = [
  EvaluationConcluded({ protocolId, summary: 'Atteint', recommendations: [] }),
  EvaluationDecided({ protocolId, decisionId: testId(4) }),
];

const recorded = (events: readonly NewEvent[]) =>
  events.map(
    (event) => ({ ...event, conventionId, cafId: 'caf-59', occurredOn: day }) as unknown as PublishedEvent,
  );

/** What one more of each takes after so many. */
function oneMore(pieces: number): number {
  const before = Array.from({ length: pieces }, (_, n) => oneOfEach(n)).flat();
  return workOfRows(evaluationService, recorded(before), recorded([...oneOfEach(pieces), ...conclusion]));
}

test('what is loaded and written for one more piece does not grow with the pieces that there are', () => {
  const few = oneMore(10);
  expect(few).toBeGreaterThan(0);
  expect(oneMore(1_000)).toBe(few);
});

test('a piece is a row of its convention, its kind and its id; what corrects it touches that row alone', () => {
  const [measured, corrected, ...others] = recorded(oneOfEach(1));
  const key = `${conventionId}.measure.${id(1)}`;
  expect([measured, corrected].map((event) => evidencePieces.keys(event as PublishedEvent))).toEqual([
    [key],
    [key],
  ]);
  expect(others.flatMap((event) => evidencePieces.keys(event))).toEqual(
    ['baseline', 'opinion', 'judgement'].map((kind) => `${conventionId}.${kind}.${id(1)}`),
  );
  // Nothing is corrected that is not there.
  expect(evidencePieces.apply(undefined, corrected as PublishedEvent, key)).toBeUndefined();
});
