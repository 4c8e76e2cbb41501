import { DiagnosticOpened, NeedIdentified, OfferListed, ValueRecorded } from '@ctg/contracts/diagnostics';
import { diagnostic } from '@ctg/convention/diagnostic';
import { given, recordsWhatIsSent, type SentCommand, testId } from '@ctg/decider/testing';
import { adoptedDecision } from '@ctg/web-service/testing';
import { recordConsultation } from './consultation/record-consultation.js';
import { nothingYet } from './diagnostic/contents.js';
import { freezeVersion } from './diagnostic/freeze-version.js';
import { openDiagnostic } from './diagnostic/open-diagnostic.js';
import { diagnosticsService } from './index.js';
import { identifyNeed, supportNeed } from './need/identify-need.js';
import { changeOfferStatus, listOffer } from './offer/offer.js';
import { proposePriority, rankPriorities } from './priority/priority.js';
import { takeOverEvidence } from './taken-over/take-over-evidence.js';
import { correctValue } from './value/correct-value.js';
import { recordValue } from './value/record-value.js';

const [conventionId, valueId, offerId, needId, priorityId] = [99, 1, 2, 3, 4].map(testId) as [
  string,
  string,
  string,
  string,
  string,
];
const params = { conventionId, valueId, offerId, needId, priorityId, consultationId: testId(6) };
const open = DiagnosticOpened({ cogVintage: 2026 });
const current = given(diagnostic, open).state();
const decision = (decisionId: unknown, subject: string) =>
  adoptedDecision(String(decisionId), conventionId, subject);
const coverage = {
  indicator: 'Taux de couverture petite enfance',
  unit: 'places pour 100 enfants',
  geography: { level: 'commune', code: '59249' },
  year: 2023,
  value: 61.5,
  source: 'data.caf.fr',
  retrievedOn: '2025-02-03',
} as const;
const evidence = [
  { kind: 'value', id: testId(11) },
  { kind: 'offer', id: testId(12) },
  { kind: 'value', id: testId(13) },
] as const;
const known = { diagnostic: current, known: evidence };
const [first, second, third] = evidence.map(({ id }) => id);
const need = { needId, title: 'Besoin', theme: 'jeunesse', version: 1 };
const asked = {
  audience: 'Familles',
  from: '2025-03-03',
  to: '2025-04-11',
  invited: 3100,
  answered: 812,
  method: 'Questionnaire',
  findings: 'Horaires atypiques',
};

const table: SentCommand[] = [
  {
    command: openDiagnostic,
    params,
    body: { cogVintage: 2026, previousConventionId: testId(5), openedOn: '2026-01-05' },
    others: { cogVintage: 2025, previousConventionId: testId(6), openedOn: '2026-01-06' },
  },
  {
    command: recordValue,
    params,
    facts: () => current,
    body: coverage,
    others: {
      indicator: 'Médiane',
      unit: 'places pour cent enfants',
      geography: { level: 'commune', code: '59012', vintage: 2025 },
      year: 2024,
      value: 62,
      flag: 'estimated',
      source: 'Insee',
      retrievedOn: '2025-02-04',
    },
  },
  {
    command: correctValue,
    past: [ValueRecorded({ valueId, ...coverage, version: 1 })],
    params,
    facts: () => current,
    body: { value: 62, flag: 'rounded', reason: 'Faute de frappe', correctedOn: '2026-01-05' },
    others: { value: 63, flag: 'estimated', reason: 'Autre', correctedOn: '2026-01-06' },
  },
  {
    command: listOffer,
    params,
    facts: () => current,
    body: { type: 'eaje', name: 'Crèche', commune: '59249', status: 'open' },
    others: {
      type: 'alsh',
      name: 'Autre',
      managerSiret: '21590249500013',
      manager: '215902495',
      commune: '59012',
      cogVintage: 2025,
      capacity: 20,
      openedOn: '2020-01-01',
      status: 'closed',
      listedOn: '2026-01-06',
    },
  },
  {
    command: changeOfferStatus,
    past: [
      OfferListed({
        offerId,
        type: 'eaje',
        name: 'Crèche',
        commune: '59249',
        cogVintage: 2026,
        status: 'planned',
        version: 1,
      }),
    ],
    params,
    facts: () => current,
    body: { status: 'open', changedOn: '2026-01-05' },
    others: { status: 'closed', changedOn: '2026-01-06' },
  },
  {
    command: recordConsultation,
    params,
    facts: () => current,
    body: asked,
    others: {
      title: 'Enquête',
      audience: 'Élus',
      from: '2025-03-04',
      to: '2025-04-12',
      invited: 3101,
      answered: 813,
      method: 'Atelier',
      findings: 'Autre',
    },
  },
  {
    command: identifyNeed,
    params,
    facts: () => known,
    body: { title: 'Besoin', theme: 'jeunesse', evidence: [first] },
    others: {
      title: 'Autre',
      theme: 'logement',
      description: 'Plus',
      evidence: [second],
      identifiedOn: '2026-01-06',
    },
  },
  {
    command: supportNeed,
    past: [NeedIdentified({ ...need, evidence: [evidence[0]] })],
    params,
    facts: () => known,
    body: { evidence: [second], supportedOn: '2026-01-05' },
    others: { evidence: [second, third], supportedOn: '2026-01-06' },
  },
  {
    command: proposePriority,
    params,
    facts: () => ({ diagnostic: current, needIds: [first, second] }),
    body: { title: 'Enjeu', needIds: [first] },
    others: { title: 'Autre', needIds: [second], proposedOn: '2026-01-06' },
  },
  {
    command: rankPriorities,
    past: [open],
    params,
    facts: ({ decisionId }) => ({
      decision: decision(decisionId, 'priorities'),
      priorityIds: [first, second],
    }),
    body: { decisionId: testId(50), ranking: [first, second] },
    // The order of a ranking is what it says.
    others: { decisionId: testId(51), ranking: [second, first] },
  },
  {
    command: takeOverEvidence,
    params,
    facts: () => ({
      diagnostic: current,
      known: [
        { kind: 'need', id: first },
        { kind: 'value', id: second },
      ],
    }),
    body: {
      previousConventionId: testId(98),
      evidence: [first],
      why: 'Reste entier',
      takenOverOn: '2026-01-05',
    },
    others: {
      previousConventionId: testId(97),
      evidence: [first, second],
      why: 'Autre',
      takenOverOn: '2026-01-06',
    },
  },
  {
    command: freezeVersion,
    past: [open],
    params,
    facts: ({ decisionId }) => ({
      decision: decision(decisionId, 'diagnostic'),
      held: {
        ...nothingYet,
        counts: { ...nothingYet.counts, needs: 1 },
        contributions: 4,
        lastContributionId: testId(12),
      },
    }),
    body: { decisionId: testId(50) },
    others: { decisionId: testId(51) },
  },
];

recordsWhatIsSent(diagnosticsService.commands, table);
