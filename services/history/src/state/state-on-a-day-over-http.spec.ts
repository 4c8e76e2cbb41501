import type { NewEvent } from '@ctg/contracts';
import {
  ActionAdopted,
  ActionProposed,
  ActionStatusChanged,
  PlanAdopted,
  PlanOpened,
  RoleAssigned,
  RoleEnded,
} from '@ctg/contracts/action-plans';
import {
  DiagnosticOpened,
  OfferListed,
  OfferStatusChanged,
  ValueCorrected,
  ValueRecorded,
} from '@ctg/contracts/diagnostics';
import {
  EvaluationConcluded,
  JudgementRecorded,
  MeasureCorrected,
  MeasureRecorded,
  ProtocolOpened,
} from '@ctg/contracts/evaluation';
import { AmendmentProposed, AmendmentSigned, Signed } from '@ctg/contracts/partners';
import { amendmentChanges, conventionOpened, signatoryDesignated } from '@ctg/contracts/testing';
import { HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { historyService } from '../index.js';

const scene = new HttpScene(historyService);
const [conventionId, amendmentId, actionId, valueId, offerId, protocolId, measureId] = [
  1, 2, 3, 4, 5, 6, 7,
].map(uuid) as [string, string, string, string, string, string, string];
const [anor, epci, caf] = ['215900127', '200043404', '775624075'];
/** The instant at which each half of it was recorded. */
let firstKnown = '';

const on = <Event extends NewEvent>(event: Event, occurredOn: string, effectiveOn?: string): NewEvent => ({
  ...event,
  occurredOn,
  ...(effectiveOn === undefined ? {} : { effectiveOn }),
});
const publish = (stream: string, ...happened: NewEvent[]) =>
  scene.publish({ stream, conventionId }, ...happened);
const get = (path: string) => scene.get(path, 'adviser');

const value = {
  valueId,
  indicator: 'Population',
  unit: 'habitants',
  geography: { level: 'territory' as const },
  year: 2021,
  source: 'INSEE',
  retrievedOn: '2021-11-02',
  version: 1,
};
const offer = {
  offerId,
  type: 'eaje' as const,
  name: 'Crèche',
  commune: '59012',
  cogVintage: 2022,
  status: 'planned' as const,
  version: 1,
};
const measure = {
  protocolId,
  measureId,
  indicatorId: uuid(8),
  kind: 'done' as const,
  value: 12,
  measuredOn: '2024-06-03',
  source: 'Caf',
};

beforeAll(async () => {
  await scene.start();
  await publish(
    'partners.convention',
    on(conventionOpened({ territory: { communes: ['59012'], epci: [epci] } }), '2021-10-04'),
    on(signatoryDesignated(anor), '2021-10-05'),
  );
  await publish(
    'diagnostics.diagnostic',
    on(DiagnosticOpened({ cogVintage: 2022 }), '2021-10-04'),
    on(ValueRecorded({ ...value, value: 100 }), '2021-11-02'),
    on(OfferListed(offer), '2021-11-03'),
  );
  await publish(
    'actionplans.plan',
    on(PlanOpened({}), '2021-10-04'),
    on(
      ActionProposed({
        actionId,
        title: 'Informer',
        objectiveId: uuid(9),
        themes: [],
        needIds: [],
        approach: 'develop',
        status: 'proposed',
      }),
      '2023-02-01',
    ),
    on(RoleAssigned({ actionId, role: 'pilot', organisation: epci, from: '2023-02-02' }), '2023-02-02'),
  );
  const { body } = await get(`/conventions/${conventionId}/events?limit=200`);
  firstKnown = body.items.at(-1).recordedAt;
  await new Promise((resolve) => setTimeout(resolve, 5));
  await publish(
    'partners.convention',
    on(
      Signed({ organisation: anor, signedOn: '2023-02-06', signingCapacity: 'legal-representative' }),
      '2023-02-06',
    ),
    on(
      AmendmentProposed({
        amendmentId,
        title: 'Le plan',
        effectOn: '2024-01-01',
        changes: amendmentChanges({ bringsPlan: true }),
      }),
      '2023-09-04',
    ),
    on(
      AmendmentSigned({
        amendmentId,
        organisation: anor,
        signedOn: '2023-12-04',
        signingCapacity: 'legal-representative',
      }),
      '2023-12-04',
    ),
  );
  await publish(
    'diagnostics.diagnostic',
    on(ValueCorrected({ valueId, value: 120, explanation: 'Faute', version: 1 }), '2022-05-02'),
    on(OfferStatusChanged({ offerId, status: 'open', changedOn: '2022-09-01', version: 1 }), '2022-09-01'),
  );
  const adopted = { version: 1, decisionId: uuid(10), amendmentId };
  await publish(
    'actionplans.plan',
    on(PlanAdopted({ ...adopted, actionIds: [actionId], incompleteActionIds: [] }), '2023-10-02'),
    on(ActionAdopted({ ...adopted, actionId }), '2023-10-02'),
    on(
      ActionStatusChanged({ actionId, from: 'adopted', to: 'in-progress', changedOn: '2024-01-08' }),
      '2024-01-08',
    ),
    on(
      RoleEnded({ actionId, role: 'pilot', organisation: epci, endedOn: '2024-05-31', successor: caf }),
      '2024-05-31',
    ),
    on(RoleAssigned({ actionId, role: 'pilot', organisation: caf, from: '2024-05-31' }), '2024-05-31'),
  );
  await publish(
    'evaluation.evaluation',
    on(
      ProtocolOpened({
        protocolId,
        title: 'Évaluation',
        scope: { kind: 'convention', conventionIds: [conventionId] },
        evaluators: [],
        criteria: [],
        questions: [],
        waves: [],
      }),
      '2024-06-01',
    ),
    on(MeasureRecorded(measure), '2024-06-03'),
    on(MeasureCorrected({ protocolId, measureId, value: 15, why: 'Oubli' }), '2024-09-02', '2024-06-03'),
    on(
      JudgementRecorded({
        protocolId,
        judgementId: uuid(11),
        question: 'q',
        level: 3,
        argument: 'Oui',
        evidence: [measureId],
      }),
      '2024-10-01',
    ),
    on(EvaluationConcluded({ protocolId, summary: 'Bien', recommendations: [] }), '2024-11-04'),
  );
});
afterAll(() => scene.close());

/** One list of the state of a day, as known at an instant. */
async function list(name: string, effectiveAt: string, knownAt?: string) {
  const asked = new URLSearchParams({ effectiveAt, ...(knownAt === undefined ? {} : { knownAt }) });
  return (await get(`/conventions/${conventionId}/state/${name}?${asked}`)).body.items;
}
async function state(effectiveAt: string, knownAt?: string) {
  const asked = new URLSearchParams({ effectiveAt, ...(knownAt === undefined ? {} : { knownAt }) });
  return (await get(`/conventions/${conventionId}/state?${asked}`)).body;
}

test('the convention: before it, retroactive, in force, after it; known then, in preparation', async () => {
  const status = async (day: string, knownAt?: string) => (await state(day, knownAt)).status;
  expect(await status('2021-10-03')).toBe('not-open');
  expect(await status('2022-06-01')).toBe('covered-retroactively');
  expect(await status('2023-02-06')).toBe('in-force');
  expect(await status('2027-01-01')).toBe('past-its-term');
  expect(await status('2023-02-06', firstKnown)).toBe('in-preparation');
});

test('the diagnostic: a value before and after its correction, an offer before and after it opens', async () => {
  expect(await list('values', '2021-11-01')).toEqual([]);
  expect(await list('values', '2022-05-01')).toMatchObject([{ value: 100 }]);
  expect(await list('values', '2022-05-02')).toMatchObject([
    { value: 120, corrections: [{ before: 100, explanation: 'Faute' }] },
  ]);
  expect(await list('values', '2022-05-02', firstKnown)).toMatchObject([{ value: 100 }]);
  const status = async (day: string, knownAt?: string) => (await list('offers', day, knownAt))[0].status;
  expect(await status('2022-08-31')).toBe('planned');
  expect(await status('2022-09-01')).toBe('open');
  expect(await status('2022-09-01', firstKnown)).toBe('planned');
});

test('the plan: with its amendment and not before; who pilots it that day; known then, nothing is adopted', async () => {
  expect(await list('actions', '2023-01-31')).toEqual([]);
  expect(await list('actions', '2023-10-01')).toMatchObject([{ status: 'proposed' }]);
  const [before] = await list('actions', '2023-12-31');
  expect(before).toMatchObject({ status: 'adopted' });
  expect(before.planVersion).toBeUndefined();
  expect((await state('2023-12-31')).plan.version).toBeUndefined();
  expect(await list('versions', '2023-12-31')).toMatchObject([{ inEffect: false, effectOn: '2024-01-01' }]);
  expect((await state('2024-01-01')).plan.version).toBe(1);
  expect(await list('actions', '2024-01-08')).toMatchObject([{ status: 'in-progress', planVersion: 1 }]);
  const pilots = async (day: string) =>
    (await list('actions', day))[0].roles.map((one: { organisation: string }) => one.organisation);
  expect(await pilots('2024-05-30')).toEqual([epci]);
  expect(await pilots('2024-06-01')).toEqual([caf]);
  expect(await list('actions', '2024-06-01', firstKnown)).toMatchObject([{ status: 'proposed' }]);
});

test('the evaluation: a correction holds from the day of the measure; a conclusion from its own', async () => {
  expect(await list('measures', '2024-06-02')).toEqual([]);
  expect(await list('measures', '2024-06-03')).toMatchObject([{ value: 15, why: 'Oubli' }]);
  expect(await list('judgements', '2024-09-30')).toEqual([]);
  expect(await list('judgements', '2024-10-01')).toHaveLength(1);
  expect(await list('conclusions', '2024-11-03')).toEqual([]);
  expect(await list('conclusions', '2024-11-04')).toMatchObject([{ summary: 'Bien' }]);
  expect(await list('measures', '2025-01-01', firstKnown)).toEqual([]);
});
