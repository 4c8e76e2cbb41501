import {
  BaselineRecorded,
  EvaluationConcluded,
  EvaluationDecided,
  EvidenceTakenOver,
  JudgementRecorded,
  MeasureCorrected,
  MeasureRecorded,
  OpinionRecorded,
  ProtocolOpened,
} from '@ctg/contracts/evaluation';
import {
  baseline,
  evaluation,
  gathered,
  measure,
  noEvidence,
  opinion,
  protocol,
  takenResults,
} from '@ctg/convention/evaluation';
import { everyDeciderIsFolded, foldsInLinearTime } from '@ctg/decider/testing';
import { evaluationService } from './index.js';

const events = [
  MeasureRecorded,
  MeasureCorrected,
  BaselineRecorded,
  OpinionRecorded,
  JudgementRecorded,
  EvaluationConcluded,
  EvaluationDecided,
];

everyDeciderIsFolded(
  [
    foldsInLinearTime(protocol, { events: [ProtocolOpened] }),
    foldsInLinearTime(evaluation, { events: [JudgementRecorded, EvaluationConcluded, EvaluationDecided] }),
    foldsInLinearTime(measure, { events: [MeasureRecorded, MeasureCorrected] }),
    foldsInLinearTime(baseline, { events: [BaselineRecorded] }),
    foldsInLinearTime(opinion, { events: [OpinionRecorded] }),
    foldsInLinearTime(takenResults, { events: [EvidenceTakenOver] }),
  ],
  evaluationService.commands,
);
// What history tells of all of them.
foldsInLinearTime({ category: 'the evidence as it is told', initial: noEvidence(), ...gathered }, { events });
