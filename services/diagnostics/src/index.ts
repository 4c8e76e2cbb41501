/**
 * What a territory needs and already has: values, inventory, consultations, needs that rest on them, ranked priorities,
 * versions frozen by the copil.
 */
import type { ServiceDefinition } from '@ctg/web-service';
import { ConsultationRow, consultations } from './consultation/consultation-row.js';
import { listConsultations } from './consultation/list-consultations.js';
import { recordConsultation } from './consultation/record-consultation.js';
import { KnownDecision, knownDecisions } from './decision/known-decision.js';
import { listDecisions } from './decision/list-decisions.js';
import { ContentsRow, diagnosticContents } from './diagnostic/contents-row.js';
import { DiagnosticRow, diagnostics } from './diagnostic/diagnostic-row.js';
import { freezeVersion } from './diagnostic/freeze-version.js';
import { getDiagnostic } from './diagnostic/get-diagnostic.js';
import { openDiagnostic, openWithConvention } from './diagnostic/open-diagnostic.js';
import { identifyNeed, supportNeed } from './need/identify-need.js';
import { listNeeds } from './need/list-needs.js';
import { NeedRow, needs } from './need/need-row.js';
import { listInventory } from './offer/list-inventory.js';
import { changeOfferStatus, listOffer } from './offer/offer.js';
import { OfferRow, offers } from './offer/offer-row.js';
import { listPriorities } from './priority/list-priorities.js';
import { proposePriority, rankPriorities } from './priority/priority.js';
import { PriorityRow, priorities } from './priority/priority-row.js';
import { CreateDiagnostics1764000000000 } from './tables/create-diagnostics.js';
import { correctValue } from './value/correct-value.js';
import { listValues } from './value/list-values.js';
import { recordValue } from './value/record-value.js';
import { ValueRow, values } from './value/value-row.js';

export const diagnosticsService: ServiceDefinition = {
  name: 'diagnostics',
  title: 'Diagnostic partagé',
  commands: [
    openDiagnostic,
    recordValue,
    correctValue,
    listOffer,
    changeOfferStatus,
    recordConsultation,
    identifyNeed,
    supportNeed,
    proposePriority,
    rankPriorities,
    freezeVersion,
  ],
  queries: [
    getDiagnostic,
    listValues,
    listInventory,
    listConsultations,
    listNeeds,
    listPriorities,
    listDecisions,
  ],
  projections: [
    diagnostics,
    diagnosticContents,
    values,
    offers,
    consultations,
    needs,
    priorities,
    knownDecisions,
  ],
  reactions: [openWithConvention],
  entities: [
    DiagnosticRow,
    ContentsRow,
    ValueRow,
    OfferRow,
    ConsultationRow,
    NeedRow,
    PriorityRow,
    KnownDecision,
  ],
  migrations: [CreateDiagnostics1764000000000],
};
