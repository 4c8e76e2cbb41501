import type { Actor } from '@ctg/access';
import { decodeEvent, type NewEvent, type PublishedEvent } from '@ctg/contracts';
import { DiagnosticVersionFrozen } from '@ctg/contracts/diagnostics';
import { adoptedByCopil, conventionOpened, signatoryDesignated } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { contributed, contributionTypes, nothingYet } from './diagnostic/contents.js';
import { diagnosticsService } from './index.js';

const conventionId = uuid(1);
const decisionId = uuid(2);
const epci = '200043404';
const people: Record<string, Actor> = {
  ...advisers,
  officer: { subject: 'u2', role: 'cooperation_officer', cafId: 'caf-59', organisation: epci },
  secretary: { subject: 'u3', role: 'copil_secretary', cafId: 'caf-59' },
  mayor: { subject: 'u4', role: 'legal_representative', cafId: 'caf-59', organisation: epci },
  stranger: { subject: 'u5', role: 'partner_member', cafId: 'caf-59', organisation: '215902495' },
  evaluator: { subject: 'u7', role: 'evaluator', cafId: 'caf-59', organisation: '215902495' },
};
const scene = new HttpScene(diagnosticsService, people);
beforeAll(() => scene.start());
afterAll(() => scene.close());

/** What partners would publish. */
const publish = (...happened: NewEvent[]) =>
  scene.publish({ stream: 'partners.convention', conventionId }, ...happened);
const at = (path: string) => `/conventions/${conventionId}${path}`;
const post = (path: string, body: object, as = 'officer') => scene.post(at(path), body, as);
const postOnceKnown = (path: string, body: object, as = 'officer') => scene.postOnceKnown(at(path), body, as);
const get = (path: string, after: string, as = 'adviser') => scene.get(at(path), as, after);

const value = {
  indicator: 'Population municipale',
  unit: 'habitants',
  geography: { level: 'commune', code: '59249' },
  year: 2023,
  value: 11449,
  source: 'Insee',
  retrievedOn: '2025-02-03',
};

test('from a convention opened elsewhere to a frozen version', async () => {
  const early = await post('/values', value);
  expect([early.status, early.body.type]).toEqual([409, '/problems/not-known-yet']);

  await publish(
    conventionOpened({
      territory: { cogVintage: 2026, communes: ['59249'], epci: [epci] },
      effectOn: '2026-01-01',
      endsOn: '2030-12-31',
      themes: [{ code: 'petite-enfance', label: 'Petite enfance' }],
    }),
    signatoryDesignated(epci, { kind: 'epci', capacity: 'EPCI', deliberates: true }),
  );
  const recorded = await postOnceKnown('/values', value);
  expect([recorded.status, recorded.body.events[0].type]).toEqual([200, 'diagnostics.ValueRecorded']);
  await post('/values', { ...value, geography: { level: 'departement', code: '59' }, value: 2_609_000 });

  const outside = { type: 'eaje', name: 'Crèche', commune: '59012', status: 'open' };
  const improbable = async (path: string, body: object) =>
    (await post(path, body).set('ctg-warnings', 'refuse')).body;
  expect(await improbable('/offers', outside)).toMatchObject({
    type: '/problems/improbable',
    found: 'Anor (59012) n’est pas une commune du périmètre de la convention.',
  });
  const other = { title: 'Logement', theme: 'logement', evidence: [recorded.body.id] };
  expect(await improbable('/needs', other)).toMatchObject({
    found: 'La convention ne porte pas sur ce thème : logement.',
  });

  const need = { title: 'Accueil', theme: 'petite-enfance', evidence: [recorded.body.id] };
  expect((await post('/needs', { ...need, evidence: [] })).body.type).toBe('/problems/need-rests-on-nothing');
  const { body: needed } = await post('/needs', need);
  const { body: proposed } = await post('/priorities', { title: 'Accueillir', needIds: [needed.id] });

  const ranking = { decisionId, ranking: [proposed.id] };
  expect((await post('/ranking', ranking, 'secretary')).body.type).toBe('/problems/not-known-yet');
  const decided = (id: string, subject: 'priorities' | 'diagnostic') =>
    adoptedByCopil(id, subject, '2025-06-24');
  await publish(decided(decisionId, 'priorities'), decided(uuid(3), 'diagnostic'));
  expect((await postOnceKnown('/ranking', ranking, 'secretary')).status).toBe(200);
  const wrong = await post('/diagnostic/versions', { decisionId }, 'secretary');
  expect([wrong.status, wrong.body.type]).toEqual([409, '/problems/not-that-decision']);
  const frozen = await postOnceKnown('/diagnostic/versions', { decisionId: uuid(3) }, 'secretary');
  const { body: corrected } = await post(`/values/${recorded.body.id}/corrections`, {
    value: 11450,
    reason: 'Arrondi',
  });

  // Whoever has the events proves what the copil saw: all contributions up to the one the version names, in their order.
  const recordedEvents: PublishedEvent[] = [];
  for await (const event of scene.store.readAll({ filter: { subject: conventionId } }))
    recordedEvents.push(decodeEvent(event));
  const version = recordedEvents.find(({ type }) => type === DiagnosticVersionFrozen.type)?.data;
  const all = recordedEvents.filter(({ type }) => contributionTypes.includes(type));
  const last = all.findIndex(({ id }) => id === version?.lastContributionId);
  const held = all.slice(0, last + 1).reduce(contributed, nothingYet);
  expect(version).toMatchObject({
    contributions: held.contributions,
    contents: held.counts,
    contentsHash: held.hash,
  });
  expect([all.length - held.contributions, all.at(-1)?.type]).toEqual([1, 'diagnostics.ValueCorrected']);
  // Each thing has a stream of its own: what is recorded next to others does not wait for them.
  expect(new Set(all.map(({ stream }) => stream)).size).toBe(5);

  const { body: shown } = await get('/diagnostic', corrected.position);
  expect(frozen.status).toBe(200);
  expect(shown).toMatchObject({
    contents: { values: 2, offers: 0, consultations: 0, needs: 1, priorities: 1 },
    preparedVersion: 2,
    versions: [{ version: 1, decisionId: uuid(3), frozenOn: '2025-06-24' }],
  });
  const { body: list } = await get('/values?indicator=population-municipale', corrected.position);
  expect(list.items.map((one: { value: number }) => one.value)).toEqual([11450, 2_609_000]);
  expect(list.items[0].corrections).toMatchObject([{ before: 11449, version: 2 }]);
  const items = async (path: string) => (await get(path, corrected.position)).body.items;
  expect(await items('/decisions')).toHaveLength(2);
  expect(await items('/priorities')).toMatchObject([{ priorityId: proposed.id, rank: 1 }]);
  expect(await items('/needs')).toMatchObject([
    { needId: needed.id, evidence: [{ kind: 'value', id: recorded.body.id }] },
  ]);
  expect(await items('/needs?theme=jeunesse')).toEqual([]);
});

test('values that may be compared stand together: newest year first, the territory before what is larger', async () => {
  const population = { ...value, indicator: 'Enfants de moins de 3 ans' };
  const departement = { level: 'departement', code: '59' };
  for (const one of [
    { ...population, geography: departement, value: 94_000 },
    { ...population, value: 380 },
    {
      ...population,
      indicator: 'enfants de moins de 3 ans',
      geography: { level: 'epci', code: epci },
      value: 800,
    },
    { ...population, year: 2013, value: 420 },
    { ...population, year: 2013, geography: departement, value: 99_000 },
  ]) {
    expect((await postOnceKnown('/values', one)).status).toBe(200);
  }
  const last = (await post('/values', { ...population, year: 2009, value: 430 })).body.position;
  const path = at('/values?indicator=enfants-de-moins-de-3-ans&limit=2');
  const all = await scene.everything<{ year: number; value: number }>(path, 'adviser', last);
  expect(all.map((one) => [one.year, one.value])).toEqual([
    [2023, 380],
    [2023, 800],
    [2023, 94_000],
    [2013, 420],
    [2013, 99_000],
    [2009, 430],
  ]);
});

test('the inventory', async () => {
  const offer = { type: 'eaje', name: 'Multi-accueil', commune: '59249', capacity: 40, status: 'planned' };
  const { body: listed } = await postOnceKnown('/offers', offer);
  const { body: opened } = await post(`/offers/${listed.id}/status`, { status: 'open' });
  const { body: shown } = await get('/offers?status=open', opened.position);
  expect(shown.items).toMatchObject([{ offerId: listed.id, name: 'Multi-accueil', status: 'open' }]);
});

test('who may not, does not', async () => {
  expect((await postOnceKnown('/values', value, 'mayor')).status).toBe(403);
  // A party named a moment ago may be early: a command says "not known yet", a page says no.
  const early = await post('/values', value, 'stranger');
  expect([early.status, early.body.type]).toEqual([409, '/problems/not-known-yet']);
  expect((await get('/diagnostic', '0', 'stranger')).body.type).toBe('/problems/not-a-party');
  // Another Caf's convention is answered as one that is not there.
  expect((await post('/values', value, 'elsewhere')).body.type).toBe('/problems/not-known-yet');
  // An evaluator brings evidence once their protocol is known here, and never a need.
  expect((await post('/values', value, 'evaluator')).body.type).toBe('/problems/not-known-yet');
  expect((await post('/consultations', {}, 'evaluator')).body.type).toBe('/problems/invalid-request');
  expect((await post('/needs', {}, 'evaluator')).status).toBe(403);
  for (const as of ['officer', 'adviser']) {
    expect((await post('/ranking', { decisionId, ranking: [uuid(7)] }, as)).status).toBe(403);
    expect((await post('/diagnostic/versions', { decisionId }, as)).status).toBe(403);
  }
});
