import {
  ConsultationRecorded,
  DiagnosticVersionFrozen,
  EvidenceTakenOver,
  NeedIdentified,
  NeedSupported,
  OfferListed,
  OfferStatusChanged,
  PriorityProposed,
  ValueCorrected,
  ValueRecorded,
} from '@ctg/contracts/diagnostics';
import type { RecordingCommands } from '@ctg/decider';
import { recordConsultation } from '../consultation/record-consultation.js';
import { freezeVersion } from '../diagnostic/freeze-version.js';
import { identifyNeed, supportNeed } from '../need/identify-need.js';
import { changeOfferStatus, listOffer } from '../offer/offer.js';
import { proposePriority } from '../priority/priority.js';
import { takeOverEvidence } from '../taken-over/take-over-evidence.js';
import { correctValue } from '../value/correct-value.js';
import { recordValue } from '../value/record-value.js';

/** What a person records, by the type of its event, and the command that records it: a correction says nothing that it refuses, and says what it warns of. */
export const recordedBy: RecordingCommands = {
  [ValueRecorded.type]: recordValue,
  [ValueCorrected.type]: correctValue,
  [OfferListed.type]: listOffer,
  [OfferStatusChanged.type]: changeOfferStatus,
  [ConsultationRecorded.type]: recordConsultation,
  [NeedIdentified.type]: identifyNeed,
  [NeedSupported.type]: supportNeed,
  [PriorityProposed.type]: proposePriority,
  [DiagnosticVersionFrozen.type]: freezeVersion,
  [EvidenceTakenOver.type]: takeOverEvidence,
};
