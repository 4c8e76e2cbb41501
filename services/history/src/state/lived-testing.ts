/** The life of a small convention across the services, for the tests of the questions on it. */
import type { NewEvent } from '@ctg/contracts';
import {
  ActionAdopted,
  ActionProposed,
  ActualMeansRecorded,
  AxisAdded,
  IndicatorDefined,
  IndicatorDrafted,
  MeansPlanned,
  ObjectiveAdded,
  OperationAdded,
  PlanAdopted,
  PlanOpened,
  ProgressReported,
  RoleAssigned,
  RoleEnded,
  YearReviewed,
} from '@ctg/contracts/action-plans';
import {
  ConsultationRecorded,
  DiagnosticOpened,
  DiagnosticVersionFrozen,
  NeedIdentified,
  OfferListed,
  PrioritiesRanked,
  PriorityProposed,
} from '@ctg/contracts/diagnostics';
import {
  EvaluationConcluded,
  EvaluationDecided,
  JudgementRecorded,
  MeasureRecorded,
  OpinionRecorded,
  ProtocolOpened,
} from '@ctg/contracts/evaluation';
import {
  BodyCreated,
  CooperationOfficerAppointed,
  DecisionRecorded,
  Deliberated,
  LegalityReceiptRecorded,
  MandateHandedOver,
  MeetingHeld,
  OrganisationRegistered,
  PartnerAssociated,
  Signed,
} from '@ctg/contracts/partners';
import { conventionOpened, signatoryDesignated } from '@ctg/contracts/testing';
import { HttpScene, sceneId } from '@ctg/web-service/testing';
import { historyService } from '../index.js';

const ids = [
  'convention',
  'copil',
  'meeting',
  'decisionDiagnostic',
  'decisionPlan',
  'decisionReview',
  'decisionEvaluation',
  'offer',
  'consultation',
  'needCare',
  'needYouth',
  'priority',
  'axis',
  'objective',
  'action',
  'actionAlone',
  'operation',
  'indicator',
  'indicatorDrafted',
  'means',
  'protocol',
  'measure',
  'opinion',
  'judgement',
] as const;

/** What each thing of it is called by. */
export const id = Object.fromEntries(ids.map((name, n) => [name, sceneId(n + 1)])) as Record<
  (typeof ids)[number],
  string
>;
export const anor = '215900127';
export const [epci, caf, centre] = ['200043404', '775624075', '900059031'] as const;
const document = 'a'.repeat(64);

const on = <Event extends NewEvent>(occurredOn: string, event: Event): NewEvent => ({ ...event, occurredOn });
const party = (organisation: string, kind: 'commune' | 'caf' | 'epci', capacity: string) =>
  signatoryDesignated(organisation, { kind, capacity, deliberates: kind === 'commune' });
const decided = (
  decisionId: string,
  subject: 'diagnostic' | 'action-plan' | 'yearly-review' | 'evaluation',
  title: string,
  outcome: 'adopted' | 'rejected' = 'adopted',
) =>
  DecisionRecorded({
    decisionId,
    meetingId: id.meeting,
    bodyId: id.copil,
    bodyKind: 'copil',
    subject,
    outcome,
    title,
  });
const signature = (organisation: string) =>
  Signed({ organisation, signedOn: '2022-02-01', signingCapacity: 'legal-representative' });

const lived: Readonly<Record<string, readonly NewEvent[]>> = {
  'partners.convention': [
    on(
      '2021-01-04',
      conventionOpened({
        title: 'CTG du Sud-Avesnois',
        caf,
        territory: { communes: ['59012'], epci: [epci] },
        themes: [
          { code: 'petite-enfance', label: 'Petite enfance' },
          { code: 'jeunesse', label: 'Jeunesse' },
          { code: 'logement', label: 'Logement' },
        ],
      }),
    ),
    on('2021-01-05', party(anor, 'commune', 'Commune')),
    on('2021-01-05', party(caf, 'caf', 'Caisse d’allocations familiales')),
    on('2021-01-05', party(epci, 'epci', 'Intercommunalité')),
    on('2021-01-06', PartnerAssociated({ organisation: centre, contribution: 'Accueil des familles' })),
    on(
      '2021-12-10',
      Deliberated({
        organisation: anor,
        deliberatedOn: '2021-12-10',
        reference: '2021-12-03',
        outcome: 'approved',
      }),
    ),
    on(
      '2021-12-14',
      LegalityReceiptRecorded({ organisation: anor, receiptNumber: '059-1', receivedOn: '2021-12-14' }),
    ),
    ...[anor, caf, epci].map((organisation) => on('2022-02-01', signature(organisation))),
  ],
  'partners.governance': [
    on(
      '2021-01-20',
      BodyCreated({ bodyId: id.copil, kind: 'copil', title: 'Comité de pilotage', members: [epci, caf] }),
    ),
    on(
      '2021-06-24',
      MeetingHeld({
        meetingId: id.meeting,
        bodyId: id.copil,
        bodyKind: 'copil',
        heldOn: '2021-06-24',
        attendees: [],
        agenda: ['Diagnostic'],
        minutesHash: document,
      }),
    ),
    on('2021-06-24', decided(id.decisionDiagnostic, 'diagnostic', 'Le diagnostic est validé')),
    on('2021-11-30', decided(id.decisionPlan, 'action-plan', 'Le plan est adopté')),
    on('2023-01-17', decided(id.decisionReview, 'yearly-review', 'Le bilan 2022 est validé')),
    on('2024-01-16', decided(id.decisionEvaluation, 'evaluation', 'Prolonger l’accueil', 'rejected')),
  ],
  'partners.mandate': [
    on('2021-01-06', CooperationOfficerAppointed({ holder: 'cc-01', employer: epci, from: '2021-01-06' })),
    on('2022-09-01', MandateHandedOver({ from: 'cc-01', to: 'cc-02', employer: epci, on: '2022-09-01' })),
  ],
  'diagnostics.diagnostic': [
    on('2021-01-04', DiagnosticOpened({ cogVintage: 2022 })),
    on(
      '2021-02-03',
      OfferListed({
        offerId: id.offer,
        type: 'eaje',
        name: 'Multi-accueil',
        commune: '59012',
        cogVintage: 2022,
        capacity: 40,
        status: 'open',
        version: 1,
      }),
    ),
    on(
      '2021-04-11',
      ConsultationRecorded({
        consultationId: id.consultation,
        title: 'Enquête',
        audience: 'Familles',
        from: '2021-03-01',
        to: '2021-04-11',
        invited: 100,
        answered: 60,
        method: 'Questionnaire',
        findings: 'Manque de places',
        version: 1,
      }),
    ),
    on(
      '2021-05-06',
      NeedIdentified({
        needId: id.needCare,
        title: 'Des solutions d’accueil',
        theme: 'petite-enfance',
        evidence: [{ kind: 'offer', id: id.offer }],
        version: 1,
      }),
    ),
    on(
      '2021-05-06',
      NeedIdentified({
        needId: id.needYouth,
        title: 'Un lieu pour les jeunes',
        theme: 'jeunesse',
        evidence: [{ kind: 'consultation', id: id.consultation }],
        version: 1,
      }),
    ),
    on(
      '2021-05-20',
      PriorityProposed({
        priorityId: id.priority,
        title: 'Accueillir les plus jeunes',
        needIds: [id.needCare],
        version: 1,
      }),
    ),
    on(
      '2021-06-24',
      PrioritiesRanked({ decisionId: id.decisionDiagnostic, ranking: [id.priority], version: 1 }),
    ),
    on(
      '2021-06-24',
      DiagnosticVersionFrozen({
        version: 1,
        decisionId: id.decisionDiagnostic,
        contents: { values: 0, offers: 1, consultations: 1, needs: 2, priorities: 1 },
        contributions: 5,
        lastContributionId: id.priority,
        contentsHash: document,
      }),
    ),
  ],
  'actionplans.plan': [
    on('2021-01-04', PlanOpened({})),
    on('2021-09-16', AxisAdded({ axisId: id.axis, title: 'Petite enfance', theme: 'petite-enfance' })),
    on(
      '2021-09-16',
      ObjectiveAdded({
        objectiveId: id.objective,
        axisId: id.axis,
        title: 'Plus de places',
        priorityIds: [id.priority],
      }),
    ),
    on(
      '2021-10-14',
      ActionProposed({
        actionId: id.action,
        number: 'F1',
        title: 'Ouvrir des places',
        objectiveId: id.objective,
        themes: ['petite-enfance'],
        needIds: [id.needCare],
        approach: 'develop',
        status: 'proposed',
      }),
    ),
    on(
      '2021-10-14',
      ActionProposed({
        actionId: id.actionAlone,
        number: 'F2',
        title: 'Se connaître',
        objectiveId: sceneId(900),
        themes: ['petite-enfance'],
        needIds: [],
        approach: 'optimise',
        status: 'proposed',
      }),
    ),
    on(
      '2021-10-15',
      OperationAdded({ actionId: id.action, operationId: id.operation, title: 'Dix places de plus' }),
    ),
    on(
      '2021-11-18',
      RoleAssigned({ actionId: id.action, role: 'pilot', organisation: epci, from: '2021-11-18' }),
    ),
    on(
      '2021-11-18',
      RoleAssigned({ actionId: id.action, role: 'funder', organisation: caf, from: '2021-11-18' }),
    ),
    on(
      '2021-11-18',
      MeansPlanned({
        meansId: id.means,
        actionId: id.action,
        year: 2022,
        kind: 'money',
        funder: caf,
        amount: 8000,
      }),
    ),
    on(
      '2021-11-18',
      IndicatorDrafted({
        indicatorId: id.indicator,
        actionId: id.action,
        operationId: id.operation,
        title: 'Enfants accueillis',
        kind: 'quantitative',
      }),
    ),
    on(
      '2021-11-25',
      IndicatorDefined({
        indicatorId: id.indicator,
        actionId: id.action,
        definition: 'Enfants différents dans l’année',
        unit: 'enfants',
        source: 'Bilan',
        baseline: 40,
        target: 50,
        pairing: 'planned-done',
      }),
    ),
    on(
      '2021-11-26',
      IndicatorDrafted({
        indicatorId: id.indicatorDrafted,
        actionId: id.action,
        title: 'Satisfaction',
        kind: 'qualitative',
      }),
    ),
    on(
      '2021-11-30',
      PlanAdopted({
        version: 1,
        decisionId: id.decisionPlan,
        actionIds: [id.action],
        incompleteActionIds: [],
      }),
    ),
    on('2021-11-30', ActionAdopted({ actionId: id.action, version: 1, decisionId: id.decisionPlan })),
    on(
      '2022-06-30',
      RoleEnded({
        actionId: id.action,
        role: 'pilot',
        organisation: epci,
        endedOn: '2022-06-30',
        successor: centre,
      }),
    ),
    on(
      '2022-07-01',
      RoleAssigned({ actionId: id.action, role: 'pilot', organisation: centre, from: '2022-07-01' }),
    ),
    on(
      '2022-11-05',
      ProgressReported({
        actionId: id.action,
        reportId: sceneId(901),
        year: 2022,
        day: '2022-11-05',
        text: 'Six places ouvertes.',
        percent: 60,
        offerChanges: [
          { offerId: id.offer, change: 'extended', title: 'Six places de plus', before: 40, after: 46 },
        ],
      }),
    ),
    on(
      '2022-12-15',
      ActualMeansRecorded({
        actualId: sceneId(902),
        meansId: id.means,
        actionId: id.action,
        year: 2022,
        kind: 'money',
        funder: caf,
        amount: 6500,
      }),
    ),
    on(
      '2023-01-17',
      YearReviewed({ year: 2022, decisionId: id.decisionReview, summary: 'L’accueil avance.' }),
    ),
  ],
  'evaluation.evaluation': [
    on(
      '2023-06-01',
      ProtocolOpened({
        protocolId: id.protocol,
        title: 'Évaluation finale',
        scope: { kind: 'convention', conventionIds: [id.convention] },
        evaluators: [caf],
        criteria: [],
        questions: [],
        waves: [],
      }),
    ),
    on(
      '2022-12-31',
      MeasureRecorded({
        protocolId: id.protocol,
        measureId: id.measure,
        indicatorId: id.indicator,
        kind: 'done',
        value: 46,
        measuredOn: '2022-12-31',
        source: 'Bilan',
      }),
    ),
    on(
      '2023-09-01',
      OpinionRecorded({
        protocolId: id.protocol,
        opinionId: id.opinion,
        wave: 'v1',
        respondentGroup: 'Familles',
        question: 'Êtes-vous satisfait ?',
        invited: 6,
        answered: 4,
        answers: [{ answer: 'Oui', count: 4 }],
      }),
    ),
    on(
      '2023-10-01',
      JudgementRecorded({
        protocolId: id.protocol,
        judgementId: id.judgement,
        question: 'atteinte',
        level: 3,
        argument: 'Les places sont là.',
        evidence: [id.measure, id.opinion],
      }),
    ),
    on(
      '2023-11-04',
      EvaluationConcluded({
        protocolId: id.protocol,
        summary: 'Poursuivre.',
        recommendations: ['Ouvrir le samedi'],
      }),
    ),
    on('2024-01-16', EvaluationDecided({ protocolId: id.protocol, decisionId: id.decisionEvaluation })),
  ],
};

const organisations = {
  [anor]: { name: 'Anor', kind: 'commune', inseeCode: '59012' },
  [epci]: { name: 'Communauté de communes Sud-Avesnois', kind: 'epci' },
  [caf]: { name: 'Caf du Nord', kind: 'caf' },
  [centre]: { name: 'Centre social', kind: 'association' },
} as const;

/** Records all of it as its services would. */
export async function live(scene: HttpScene): Promise<void> {
  for (const [organisation, registered] of Object.entries(organisations))
    await scene.publish(
      { stream: `partners.organisation-${organisation}`, on: '2021-01-04' },
      OrganisationRegistered({ organisation, ...registered }),
    );
  for (const [category, events] of Object.entries(lived))
    await scene.publish({ stream: category, conventionId: id.convention }, ...events);
}

/** The history of it alone, while the tests of a file run, for its adviser and one of another Caf. */
export function livedScene(): HttpScene {
  const scene = new HttpScene(historyService);
  beforeAll(async () => {
    await scene.start();
    await live(scene);
  });
  afterAll(() => scene.close());
  return scene;
}
