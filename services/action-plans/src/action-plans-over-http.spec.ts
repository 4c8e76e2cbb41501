import type { Actor } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import { NeedIdentified, OfferListed, PriorityProposed } from '@ctg/contracts/diagnostics';
import { OrganisationRegistered } from '@ctg/contracts/partners';
import { adoptedByCopil, conventionOpened } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { actionPlansService } from './index.js';

const conventionId = uuid(1);
const decisionId = uuid(2);
const [needId, priorityId] = [uuid(3), uuid(4)];
const epci = '200043404';
const caf = '775624075';
const people: Record<string, Actor> = {
  ...advisers,
  officer: { subject: 'u2', role: 'cooperation_officer', cafId: 'caf-59', organisation: epci },
  secretary: { subject: 'u3', role: 'copil_secretary', cafId: 'caf-59' },
  pilot: { subject: 'u4', role: 'action_pilot', cafId: 'caf-59', organisation: epci },
  otherPilot: { subject: 'u5', role: 'action_pilot', cafId: 'caf-59', organisation: caf },
  auditor: { subject: 'u6', role: 'national_auditor' },
};
const scene = new HttpScene(actionPlansService, people);
beforeAll(() => scene.start());
afterAll(() => scene.close());

/** What other services would publish. */
const publish = (category: string, ...happened: NewEvent[]) =>
  scene.publish({ stream: category, conventionId }, ...happened);
const at = (path: string) => `/conventions/${conventionId}${path}`;
const post = (path: string, body: object, as = 'officer') => scene.post(at(path), body, as);
const until = (path: string, body: object, as = 'officer', early?: string) =>
  scene.postOnceKnown(at(path), body, as, early);
const get = (path: string, after: string, as = 'auditor') => scene.get(at(path), as, after);

test('from a convention opened elsewhere to the progress of an adopted action', async () => {
  expect((await post('/axes', { title: 'Axe', theme: 'petite-enfance' })).body.type).toBe(
    '/problems/not-known-yet',
  );
  await publish(
    'partners.convention',
    conventionOpened({
      caf,
      territory: { cogVintage: 2026, communes: ['59249'], epci: [epci] },
      effectOn: '2026-01-01',
      endsOn: '2030-12-31',
      themes: [{ code: 'petite-enfance', label: 'Petite enfance' }],
    }),
  );
  await scene.publish(
    { stream: `partners.organisation-caf-59_${epci}` },
    OrganisationRegistered({ organisation: epci, kind: 'epci', name: 'CC du Sud-Avesnois' }),
    OrganisationRegistered({ organisation: caf, kind: 'caf', name: 'Caf du Nord' }),
  );
  const { body: axis } = await until('/axes', { title: 'Petite enfance', theme: 'petite-enfance' });
  const improbable = async (path: string, body: object) =>
    (await post(path, body).set('ctg-warnings', 'refuse')).body;
  expect(await improbable('/axes', { title: 'Logement', theme: 'logement' })).toMatchObject({
    type: '/problems/improbable',
    found: 'La convention ne porte pas sur ce thème : logement.',
  });
  const objective = { axisId: axis.id, title: 'Accueillir', priorityIds: [priorityId] };
  expect((await post('/objectives', objective)).body.type).toBe('/problems/not-known-yet');
  await publish(
    'diagnostics.diagnostic',
    OfferListed({
      offerId: uuid(79),
      type: 'eaje',
      name: 'Multi-accueil',
      commune: '59012',
      cogVintage: 2026,
      capacity: 40,
      status: 'open',
      version: 1,
    }),
    NeedIdentified({
      needId,
      title: 'Accueil',
      theme: 'petite-enfance',
      evidence: [{ kind: 'value', id: uuid(5) }],
      version: 1,
    }),
    PriorityProposed({ priorityId, title: 'Accueillir', needIds: [needId], version: 1 }),
  );
  const { body: aimed } = await until('/objectives', objective);
  const proposal = {
    number: 'F1',
    title: 'Informer',
    objectiveId: aimed.id,
    needIds: [needId],
    approach: 'develop',
  };
  expect((await post('/actions', { ...proposal, needIds: [uuid(77)] })).body.type).toBe(
    '/problems/not-known-yet',
  );
  const proposed = await until('/actions', proposal, 'pilot');
  expect(proposed.status).toBe(201);
  const path = `/actions/${proposed.body.id}`;

  const unready = await post(`${path}/mark-ready`, {});
  expect([unready.status, unready.body.found]).toEqual([409, expect.stringContaining('un pilote')]);
  expect((await post(`${path}/description`, { context: 'x' }, 'pilot')).status).toBe(403);
  await post(`${path}/roles`, { role: 'pilot', organisation: epci, from: '2025-10-01' });
  await post(`${path}/description`, { context: 'Offre peu connue', calendar: '2025-T4' }, 'pilot');
  const { body: operation } = await post(`${path}/operations`, { title: 'Forum', calendar: '2026/2027' });
  await post(`${path}/means`, { year: 2026, funder: caf, amount: 8000, operationId: operation.id });
  await post(`${path}/means`, { year: 2027, amount: 'à définir' });
  expect(await improbable(`${path}/means`, { year: 2031, amount: 100 })).toMatchObject({
    found: 'L’année 2031 est hors de la durée de la convention : 2026 à 2030.',
  });
  const { body: indicator } = await post(`${path}/indicators`, { title: 'Familles', kind: 'quantitative' });
  const definition = { definition: 'Familles venues', unit: 'familles', source: 'Pilote', target: 120 };
  expect((await post(`${path}/indicators/${indicator.id}/definition`, definition)).status).toBe(200);
  expect((await post(`${path}/mark-ready`, {})).status).toBe(200);
  const early = await post(`${path}/start`, {}, 'pilot');
  expect([early.status, early.body.type]).toEqual([409, '/problems/transition-not-allowed']);

  expect((await post('/plan/versions', { decisionId }, 'secretary')).body.type).toBe(
    '/problems/not-known-yet',
  );
  const decided = (id: string, subject: 'action-plan' | 'yearly-review', occurredOn: string) =>
    adoptedByCopil(id, subject, occurredOn);
  await publish(
    'partners.convention',
    decided(decisionId, 'action-plan', '2025-12-02'),
    decided(uuid(6), 'yearly-review', '2026-11-17'),
  );
  const adoption = { decisionId, actionIds: [proposed.body.id] };
  expect((await until('/plan/versions', adoption, 'secretary')).status).toBe(200);
  const early2 = '/problems/transition-not-allowed';
  expect((await until(`${path}/start`, { startedOn: '2026-03-02' }, 'pilot', early2)).status).toBe(200);
  const report = { year: 2026, day: '2026-11-05', text: 'Fait', percent: 40 };
  expect((await post(`${path}/progress`, report, 'otherPilot')).body.type).toBe('/problems/not-your-action');
  expect(await improbable(`${path}/progress`, { ...report, year: 2024 })).toMatchObject({
    found: 'L’année 2024 est hors de la durée de la convention : 2026 à 2030.',
  });
  const changed = (offerId: string) => ({
    ...report,
    offerChanges: [{ offerId, change: 'extended', title: 'Dix places de plus', before: 40, after: 50 }],
  });
  expect((await post(`${path}/progress`, changed(uuid(80)), 'pilot')).body.type).toBe(
    '/problems/not-known-yet',
  );
  expect((await post(`${path}/progress`, changed(uuid(79)), 'pilot')).status).toBe(201);
  await post(`${path}/actual-means`, { year: 2026, funder: caf, amount: 7900 }, 'pilot');
  const { body: last } = await until('/plan/reviews', { year: 2026, decisionId: uuid(6) }, 'secretary');

  const { body: plan } = await get('/plan', last.position);
  expect(plan).toMatchObject({
    actions: 1,
    versions: { items: [{ version: 1, adoptedOn: '2025-12-02', actionIds: [proposed.body.id] }] },
    reviews: { items: [{ year: 2026, reviewedOn: '2026-11-17' }] },
    axes: { items: [{ axisId: axis.id, title: 'Petite enfance' }] },
    objectives: { items: [{ axisId: axis.id, priorityIds: [priorityId] }] },
  });
  const items = async (path: string) => (await get(path, last.position)).body.items;
  expect(await items(`/actions?objectiveId=${aimed.id}`)).toMatchObject([
    { number: 'F1', status: 'in-progress', pilots: [epci], needIds: [needId], missing: [] },
  ]);
  expect(await items(`/objectives?axisId=${axis.id}`)).toHaveLength(1);
  expect(await items(`/objectives?axisId=${uuid(78)}`)).toEqual([]);
  const { body: action } = await get(path, last.position);
  expect(action).toMatchObject({
    themes: ['petite-enfance'],
    adoptions: { items: [{ version: 1, decisionId }] },
    operations: { items: [{ calendar: '2026/2027' }] },
    indicators: { items: [{ defined: true, target: 120 }] },
    progress: { items: [{ year: 2026, percent: 40, offerChanges: [{ after: 50 }] }] },
  });
  expect(await items(`${path}/means`)).toMatchObject([{ amount: 8000 }, { amountText: 'à définir' }]);
  expect(await items('/budget')).toEqual([
    { year: 2026, funder: caf, planned: 8000, actual: 7900, toDefine: [], undefinedMeans: 0 },
    { year: 2027, planned: 0, actual: 0, toDefine: ['à définir'], undefinedMeans: 1 },
  ]);
  expect(await items('/role-matrix')).toMatchObject([{ organisation: epci, number: 'F1' }]);
  expect(await items('/learned/needs')).toMatchObject([{ needId }]);
  expect(await items('/learned/priorities')).toMatchObject([{ priorityId, needIds: [needId] }]);
  expect(await items('/learned/decisions')).toMatchObject([{ decisionId }, { decisionId: uuid(6) }]);
  expect(await items('/actions?status=done')).toEqual([]);
  expect(await items(`/actions?needId=${needId}&theme=petite-enfance&organisation=${epci}`)).toHaveLength(1);
  expect(await items(`/actions?organisation=${caf}`)).toEqual([]);
  expect(await items('/actions?text=INFORMÉR')).toHaveLength(1);
  expect(await items('/actions?withoutPilot=true')).toEqual([]);
  expect((await get('/plan', last.position, 'elsewhere')).status).toBe(404);
  expect((await post('/plan/versions', { decisionId }, 'officer')).status).toBe(403);
});

test('every command has its own route', () => {
  const routes = actionPlansService.commands.map(({ route }) => route);
  expect(new Set(routes).size).toBe(routes.length);
});
