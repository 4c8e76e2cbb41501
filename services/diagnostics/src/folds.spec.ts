import {
  ConsultationRecorded,
  DiagnosticOpened,
  DiagnosticVersionFrozen,
  EvidenceTakenOver,
  NeedIdentified,
  NeedSupported,
  OfferListed,
  OfferStatusChanged,
  PrioritiesRanked,
  PriorityProposed,
  ValueCorrected,
  ValueRecorded,
} from '@ctg/contracts/diagnostics';
import {
  consultation,
  diagnostic,
  need,
  offer,
  priority,
  takenOver,
  value,
} from '@ctg/convention/diagnostic';
import { everyDeciderIsFolded, foldsInLinearTime } from '@ctg/decider/testing';
import { diagnosticsService } from './index.js';

const id = '0190f0a0-0000-7000-8000-000000000001';
const opened = DiagnosticOpened({ cogVintage: 2026 });
const identified = NeedIdentified({
  needId: id,
  title: 'Besoin',
  theme: 'petite-enfance',
  evidence: [],
  version: 1,
});

everyDeciderIsFolded(
  [
    foldsInLinearTime(diagnostic, { begins: [opened], events: [PrioritiesRanked, DiagnosticVersionFrozen] }),
    foldsInLinearTime(need, { begins: [identified], events: [NeedSupported] }),
    foldsInLinearTime(value, { events: [ValueRecorded, ValueCorrected] }),
    foldsInLinearTime(offer, { events: [OfferListed, OfferStatusChanged] }),
    foldsInLinearTime(consultation, { events: [ConsultationRecorded] }),
    foldsInLinearTime(priority, { events: [PriorityProposed] }),
    foldsInLinearTime(takenOver, { events: [EvidenceTakenOver] }),
  ],
  diagnosticsService.commands,
);
