import {
  BaselineRecorded,
  EvaluationConcluded,
  EvidenceTakenOver,
  JudgementRecorded,
  MeasureCorrected,
  MeasureRecorded,
  OpinionRecorded,
  ProtocolOpened,
} from '@ctg/contracts/evaluation';
import type { RecordingCommands } from '@ctg/decider';
import { conclude, judge } from '../evidence/judgement.js';
import { correctMeasure, recordBaseline, recordMeasure } from '../evidence/measure.js';
import { recordOpinion } from '../evidence/opinion.js';
import { openProtocol } from '../protocol/open-protocol.js';
import { takeOverEvidence } from '../taken-over/take-over-evidence.js';

/** What a person records under a protocol, by the type of its event, and the command that records it: a correction says nothing that it refuses, and says what it warns of. */
export const recordedBy: RecordingCommands = {
  [MeasureRecorded.type]: recordMeasure,
  [MeasureCorrected.type]: correctMeasure,
  [BaselineRecorded.type]: recordBaseline,
  [OpinionRecorded.type]: recordOpinion,
  [JudgementRecorded.type]: judge,
  [EvaluationConcluded.type]: conclude,
  [EvidenceTakenOver.type]: takeOverEvidence,
};

/** The same of protocols. */
export const protocolsRecordedBy: RecordingCommands = {
  [ProtocolOpened.type]: openProtocol,
};
