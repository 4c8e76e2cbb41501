import type { Actor } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import { ProgressReported } from '@ctg/contracts/action-plans';
import { NeedIdentified, PriorityProposed } from '@ctg/contracts/diagnostics';
import { FactAnnulled, FactCorrected, OrganisationRegistered } from '@ctg/contracts/partners';
import { adoptedByCopil, conventionOpened } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { actionPlansService } from '../index.js';

const [conventionId, decisionId, needId, priorityId] = [uuid(1), uuid(2), uuid(3), uuid(4)];
const people: Record<string, Actor> = {
  ...advisers,
  secretary: { subject: 'u2', role: 'copil_secretary', cafId: 'caf-59' },
};
const scene = new HttpScene(actionPlansService, people);
const at = (path: string) => `/conventions/${conventionId}${path}`;
const until = (path: string, body: object, as = 'adviser') => scene.postOnceKnown(at(path), body, as);
const publish = (category: string, ...happened: NewEvent[]) =>
  scene.publish({ stream: category, conventionId }, ...happened);
/** What holds of an action or of the plan once a position is reached. */
const get = async (path: string, after: string) => (await scene.get(at(path), 'adviser', after)).body;

beforeAll(async () => {
  await scene.start();
  await publish(
    'partners.convention',
    conventionOpened({
      territory: { cogVintage: 2026, communes: ['59249'] },
      effectOn: '2026-01-01',
      endsOn: '2030-12-31',
      themes: [{ code: 'petite-enfance', label: 'Petite enfance' }],
    }),
  );
  await scene.publish(
    { stream: 'partners.organisation-caf-59_900059007' },
    OrganisationRegistered({ organisation: '900059007', name: 'Caf du Nord', kind: 'caf' }),
  );
  await publish(
    'diagnostics.need',
    NeedIdentified({
      needId,
      title: 'Accueil',
      theme: 'petite-enfance',
      evidence: [{ kind: 'value', id: uuid(5) }],
      version: 1,
    }),
    PriorityProposed({ priorityId, title: 'Accueillir', needIds: [needId], version: 1 }),
  );
  await publish('partners.meeting', adoptedByCopil(decisionId, 'action-plan', '2025-12-02'));
});
afterAll(() => scene.close());

/** Two actions, ready to be adopted. */
async function readyActions(): Promise<readonly string[]> {
  const { body: axis } = await until('/axes', { title: 'Axe', theme: 'petite-enfance' });
  const { body: objective } = await until('/objectives', {
    axisId: axis.id,
    title: 'Accueillir',
    priorityIds: [priorityId],
  });
  const ids: string[] = [];
  for (const number of ['F1', 'F2']) {
    const { body } = await until('/actions', {
      number,
      title: `Action ${number}`,
      objectiveId: objective.id,
      needIds: [needId],
      approach: 'develop',
    });
    ids.push(body.id);
    const path = `/actions/${body.id}`;
    expect(
      (await until(`${path}/roles`, { role: 'pilot', organisation: '900059007', from: '2025-10-01' })).status,
    ).toBe(200);
    await until(`${path}/description`, { context: 'Peu connue', calendar: '2026' });
    await until(`${path}/means`, { year: 2026, amount: 'à définir' });
    const { body: indicator } = await until(`${path}/indicators`, {
      title: 'Familles',
      kind: 'quantitative',
    });
    await until(`${path}/indicators/${indicator.id}/definition`, {
      definition: 'Familles venues',
      unit: 'familles',
      source: 'Pilote',
      target: 120,
    });
    expect((await until(`${path}/mark-ready`, {})).status).toBe(200);
  }
  return ids;
}

/** Waits until an action says so. */
async function becomes(actionId: string, expected: object): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const { status, adoptions } = await get(`/actions/${actionId}`, String(await scene.store.head()));
    const found = { status, adoptions: adoptions.items.map(({ version }: { version: number }) => version) };
    if (attempt === 200) expect(found).toEqual(expected);
    if (JSON.stringify(found) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('an adoption that is corrected takes its actions with it, one that is annulled all of them', async () => {
  const [one = '', other = ''] = await readyActions();
  const adopted = await until('/plan/versions', { decisionId, actionIds: [one, other] }, 'secretary');
  expect(adopted.status).toBe(200);
  await becomes(one, { status: 'adopted', adoptions: [1] });
  await becomes(other, { status: 'adopted', adoptions: [1] });
  const [fact] = adopted.body.events;
  const { stream, revision } = adopted.body;
  const place = { stream, revision, reason: 'F2 n’était pas à l’ordre du jour' };
  const corrected = await scene.post(
    at(`/facts/${fact.id}/correction`),
    { ...place, data: { actionIds: [one] } },
    'secretary',
  );
  expect(corrected.status).toBe(200);
  await becomes(other, { status: 'ready', adoptions: [] });
  await becomes(one, { status: 'adopted', adoptions: [1] });
  const back = { ...place, data: { actionIds: [one, other] } };
  expect((await scene.post(at(`/facts/${fact.id}/correction`), back, 'secretary')).status).toBe(200);
  await becomes(other, { status: 'adopted', adoptions: [1] });
  const annulled = await scene.post(at(`/facts/${fact.id}/annulment`), place, 'secretary');
  expect(annulled.status).toBe(200);
  await becomes(one, { status: 'ready', adoptions: [] });
  await becomes(other, { status: 'ready', adoptions: [] });
  // What did not change has no trace of it.
  const types: string[] = [];
  for await (const { type } of scene.store.readStream(`actionplans.action-${conventionId}.${one}`))
    types.push(type);
  expect(types.slice(-2)).toEqual(['actionplans.ActionAdopted', 'actionplans.FactAnnulled']);
  const plan = await get('/plan', annulled.body.position);
  expect(plan.versions.items).toEqual([]);
});

test('a decision of another service that is annulled is none to rest on', async () => {
  const decision = adoptedByCopil(uuid(6), 'yearly-review', '2026-11-17');
  await publish('partners.meeting', decision);
  let last: { id: string; revision: number } | undefined;
  for await (const event of scene.store.readStream(`partners.meeting-${conventionId}`)) last = event;
  const wrong = {
    factId: last?.id ?? '',
    factType: decision.type,
    factRevision: last?.revision ?? 0,
    reason: 'Réunion d’un autre copil',
    before: { version: 1, data: decision.data, occurredOn: '2026-11-17' },
  };
  const review = { year: 2026, decisionId: uuid(6) };
  const corrected = await publish(
    'partners.meeting',
    FactCorrected({ ...wrong, after: { ...wrong.before, data: { ...decision.data, outcome: 'rejected' } } }),
  );
  const rejected = await scene
    .post(at('/plan/reviews'), review, 'secretary')
    .set('ctg-after-position', corrected);
  expect([rejected.status, rejected.body.type]).toEqual([409, '/problems/not-that-decision']);
  const annulled = await publish('partners.meeting', FactAnnulled(wrong));
  const unknown = await scene
    .post(at('/plan/reviews'), review, 'secretary')
    .set('ctg-after-position', annulled);
  expect([unknown.status, unknown.body.type]).toEqual([409, '/problems/not-known-yet']);
});

test('means and progress are corrected to nothing that could not have been recorded', async () => {
  const [one = ''] = await readyActions();
  const planned = await until(`/actions/${one}/means`, { year: 2026, amount: '12 000 €' });
  const { stream, revision, events } = planned.body;
  const correct = (data: object) =>
    scene.post(
      at(`/facts/${events[0].id}/correction`),
      { stream, revision, reason: 'Mal lu', data },
      'adviser',
    );
  for (const data of [{ amount: -5 }, { amount: 12.345 }, { year: 1800 }, { year: 'bientôt' }]) {
    const refused = await correct(data);
    expect([data, refused.status, refused.body.type]).toEqual([data, 422, '/problems/invalid-correction']);
  }
  expect((await correct({ amount: 12_500.5, year: 2027 })).status).toBe(200);
  expect((await correct({ year: 2031 })).body.warnings).toMatchObject([{ code: 'year-outside-term' }]);
  const inWords = { amount: null, amountText: 'à définir' };
  expect((await correct(inWords)).body.warnings).toMatchObject([{ code: 'year-outside-term' }]);
  expect((await correct({ year: 2028 })).body).toMatchObject({ events: [{}] });
});

test('reports stand in the order in which they were recorded, each as it holds', async () => {
  const [actionId = ''] = await readyActions();
  const facts: { id: string; stream: string; revision: number; reason: string }[] = [];
  for (const n of [3, 1, 2]) {
    const stream = `actionplans.progress-${conventionId}.${uuid(70 + n)}`;
    const report = { actionId, reportId: uuid(70 + n), year: 2026, day: `2026-0${n}-05`, text: `Point ${n}` };
    await scene.publish({ stream, conventionId }, ProgressReported(report));
    for await (const { id, revision } of scene.store.readStream(stream))
      facts.push({ id, stream, revision, reason: 'Mal lu' });
  }
  const texts = async (after?: string) => {
    const path = at(`/actions/${actionId}/progress?limit=1`);
    return (await scene.everything<{ text: string }>(path, 'adviser', after)).map(({ text }) => text);
  };
  expect(await texts()).toEqual(['Point 3', 'Point 1', 'Point 2']);
  const [first, second] = facts;
  const change = ({ id, ...place }: object & { id?: string }, how: string, more: object) =>
    scene.post(at(`/facts/${id}/${how}`), { ...place, ...more }, 'adviser');
  expect((await change(second ?? {}, 'correction', { data: { text: 'Un autre point' } })).status).toBe(200);
  const { status, body } = await change(first ?? {}, 'annulment', {});
  expect(status).toBe(200);
  expect(await texts(body.position)).toEqual(['Un autre point', 'Point 2']);
});
