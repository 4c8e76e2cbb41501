import { type Actor, InvalidToken, type TokenVerifier } from '@ctg/access';
import { decodeEvent, type NewEvent, type PublishedEvent } from '@ctg/contracts';
import { DiagnosticVersionFrozen } from '@ctg/contracts/diagnostics';
import { ConventionOpened, DecisionRecorded, SignatoryDesignated } from '@ctg/contracts/partners';
import type { EventStore, JsonObject } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { type RunningService, startService } from '@ctg/web-service';
import supertest from 'supertest';
import { contributed, contributionTypes, nothingYet } from './diagnostic/contents.js';
import { diagnosticsService } from './index.js';

const uuid = (n: number) => `0190f0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const conventionId = uuid(1);
const decisionId = uuid(2);
const epci = '200043404';
const people: Record<string, Actor> = {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  officer: { subject: 'u2', role: 'cooperation_officer', cafId: 'caf-59', organisation: epci },
  secretary: { subject: 'u3', role: 'copil_secretary', cafId: 'caf-59' },
  mayor: { subject: 'u4', role: 'legal_representative', cafId: 'caf-59', organisation: epci },
  stranger: { subject: 'u5', role: 'partner_member', cafId: 'caf-59', organisation: '215902495' },
  evaluator: { subject: 'u7', role: 'evaluator', cafId: 'caf-59', organisation: '215902495' },
  elsewhere: { subject: 'u6', role: 'caf_adviser', cafId: 'caf-62' },
};
const verifier: TokenVerifier = {
  async verify(token) {
    const actor = people[token];
    if (!actor) throw new InvalidToken('Ce jeton n’est pas connu.');
    return actor;
  },
};

let database: TestDatabase;
let store: EventStore;
let service: RunningService;
let http: ReturnType<typeof supertest>;
let events = 1000;

/** What partners would publish. */
const publish = (...happened: NewEvent[]) =>
  store.append(
    `partners.convention-${conventionId}`,
    happened.map(({ type, data, schemaVersion, occurredOn = '2025-01-06' }) => ({
      id: uuid(++events),
      type,
      data: data as JsonObject,
      metadata: {
        schemaVersion,
        cafId: 'caf-59',
        conventionId,
        actor: { subject: 'p', role: 'caf_adviser' },
        correlationId: uuid(900),
        causationId: uuid(900),
        occurredOn,
      },
    })),
    { expectedRevision: 'any' },
  );

beforeAll(async () => {
  database = await testDatabase();
  store = await openPostgresEventStore({ connectionString: database.url });
  service = await startService(diagnosticsService, {
    databaseUrl: database.url,
    store,
    verifier,
    logLevel: 'silent',
  });
  http = supertest(await service.listen(0));
});
afterAll(async () => {
  await service?.close();
  await store?.close();
  await database?.drop();
});

const at = (path: string) => `/api/diagnostics/conventions/${conventionId}${path}`;
const post = (path: string, body: object, as = 'officer') =>
  http.post(at(path)).set('authorization', `Bearer ${as}`).send(body);
/** As a client does that may be early: until the service has learned what it needs. */
async function postOnceKnown(path: string, body: object, as = 'officer') {
  for (;;) {
    const answer = await post(path, body, as);
    if (answer.body.type !== '/problems/not-known-yet') return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const get = (path: string, after: string, as = 'adviser') =>
  http.get(at(path)).set('authorization', `Bearer ${as}`).set('ctg-after-position', after);

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
    ConventionOpened({
      title: 'CTG',
      caf: '900059007',
      territory: { name: 'Sud-Avesnois', cogVintage: 2026, communes: ['59249'], epci: [epci] },
      effectOn: '2026-01-01',
      endsOn: '2030-12-31',
      themes: [{ code: 'petite-enfance', label: 'Petite enfance' }],
    }),
    SignatoryDesignated({
      organisation: epci,
      kind: 'epci',
      capacity: 'EPCI',
      required: true,
      deliberates: true,
      signatures: ['legal-representative'],
    }),
  );
  const recorded = await postOnceKnown('/values', value);
  expect([recorded.status, recorded.body.events[0].type]).toEqual([200, 'diagnostics.ValueRecorded']);
  await post('/values', { ...value, geography: { level: 'departement', code: '59' }, value: 2_609_000 });

  const need = { title: 'Accueil', theme: 'petite-enfance', evidence: [recorded.body.id] };
  expect((await post('/needs', { ...need, evidence: [] })).body.type).toBe('/problems/need-rests-on-nothing');
  const { body: needed } = await post('/needs', need);
  const { body: proposed } = await post('/priorities', { title: 'Accueillir', needIds: [needed.id] });

  const ranking = { decisionId, ranking: [proposed.id] };
  expect((await post('/ranking', ranking, 'secretary')).body.type).toBe('/problems/not-known-yet');
  const decided = (id: string, subject: 'priorities' | 'diagnostic') =>
    DecisionRecorded(
      {
        decisionId: id,
        meetingId: uuid(20),
        bodyId: uuid(21),
        bodyKind: 'copil',
        subject,
        outcome: 'adopted',
        title: 'Adopté',
      },
      { occurredOn: '2025-06-24' },
    );
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
  for await (const event of store.readAll({ filter: { subject: conventionId } }))
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
    values: 2,
    preparedVersion: 2,
    versions: [{ version: 1, decisionId: uuid(3), frozenOn: '2025-06-24' }],
    needs: [{ needId: needed.id, evidence: [{ kind: 'value', id: recorded.body.id }] }],
    priorities: [{ priorityId: proposed.id, rank: 1 }],
  });
  const { body: list } = await get('/values?indicator=population-municipale', corrected.position);
  expect(list.comparisons).toHaveLength(1);
  expect(list.comparisons[0].values.map((one: { value: number }) => one.value)).toEqual([11450, 2_609_000]);
  expect(list.values[0].corrections).toMatchObject([{ before: 11449, version: 2 }]);
  expect((await get('/decisions', corrected.position)).body.decisions).toHaveLength(2);
  expect((await get('/priorities', corrected.position)).body.priorities).toHaveLength(1);
  expect((await get('/needs?theme=jeunesse', corrected.position)).body.needs).toEqual([]);
});

test('the inventory', async () => {
  const offer = { type: 'eaje', name: 'Multi-accueil', commune: '59249', capacity: 40, status: 'planned' };
  const { body: listed } = await postOnceKnown('/offers', offer);
  const { body: opened } = await post(`/offers/${listed.id}/status`, { status: 'open' });
  const { body: shown } = await get('/offers?status=open', opened.position);
  expect(shown.offers).toMatchObject([{ offerId: listed.id, name: 'Multi-accueil', status: 'open' }]);
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
