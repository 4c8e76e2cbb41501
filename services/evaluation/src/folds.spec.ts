import {
  BaselineRecorded,
  EvaluationConcluded,
  EvaluationDecided,
  JudgementRecorded,
  MeasureCorrected,
  MeasureRecorded,
  OpinionRecorded,
  ProtocolOpened,
} from '@ctg/contracts/evaluation';
import { foldsInLinearTime } from '@ctg/decider/testing';
import { evaluation } from './evidence/evaluation.js';
import { gathered, noEvidence } from './evidence/evidence.js';
import { baseline, measure, opinion } from './evidence/pieces.js';
import { protocol } from './protocol/open-protocol.js';

const events = [
  MeasureRecorded,
  MeasureCorrected,
  BaselineRecorded,
  OpinionRecorded,
  JudgementRecorded,
  EvaluationConcluded,
  EvaluationDecided,
];

foldsInLinearTime(protocol, { events: [ProtocolOpened] });
foldsInLinearTime(evaluation, { events: [JudgementRecorded, EvaluationConcluded, EvaluationDecided] });
foldsInLinearTime(measure, { events: [MeasureRecorded, MeasureCorrected] });
foldsInLinearTime(baseline, { events: [BaselineRecorded] });
foldsInLinearTime(opinion, { events: [OpinionRecorded] });
// What the table shows of all of them.
foldsInLinearTime(
  { category: 'the evidence as it is shown', initial: noEvidence(), ...gathered },
  { events },
);
