import { type Actor, InvalidToken, type TokenVerifier } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import { ProtocolOpened } from '@ctg/contracts/evaluation';
import {
  ConventionFullySigned,
  ConventionOpened,
  Deliberated,
  OrganisationRegistered,
  OrganisationRenamed,
  SignatoryDesignated,
  Signed,
} from '@ctg/contracts/partners';
import type { EventStore, JsonObject } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { type RunningService, startService } from '@ctg/web-service';
import supertest from 'supertest';
import { historyService } from './index.js';

const uuid = (n: number) => `0190f0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [first, second] = [uuid(1), uuid(2)];
const anor = '215900127';
const people: Record<string, Actor> = {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  elsewhere: { subject: 'u2', role: 'caf_adviser', cafId: 'caf-62' },
  anor: { subject: 'u3', role: 'partner_member', cafId: 'caf-59', organisation: anor },
  stranger: { subject: 'u4', role: 'partner_member', cafId: 'caf-59', organisation: '215902495' },
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
let head = '0';

/** What other services would publish. */
async function publish(stream: string, conventionId: string | undefined, ...happened: NewEvent[]) {
  const { position } = await store.append(
    stream,
    happened.map(({ type, data, schemaVersion, occurredOn = '2022-11-02', effectiveOn }) => ({
      id: uuid(++events),
      type,
      data: data as JsonObject,
      metadata: {
        schemaVersion,
        cafId: 'caf-59',
        ...(conventionId === undefined ? {} : { conventionId }),
        actor: { subject: 'p', role: 'caf_adviser' },
        correlationId: uuid(900),
        causationId: uuid(900),
        occurredOn,
        ...(effectiveOn === undefined ? {} : { effectiveOn }),
      },
    })),
    { expectedRevision: 'any' },
  );
  head = String(position);
}
const get = (path: string, as = 'adviser') =>
  http.get(`/api/history${path}`).set('authorization', `Bearer ${as}`).set('ctg-after-position', head);

const opened = ConventionOpened({
  title: 'CTG du Sud-Avesnois',
  caf: '900059007',
  territory: { name: 'Sud-Avesnois', cogVintage: 2026, communes: ['59012'], epci: [] },
  effectOn: '2022-01-01',
  endsOn: '2026-12-31',
  themes: [],
});
const designated = SignatoryDesignated({
  organisation: anor,
  kind: 'commune',
  capacity: 'Commune',
  required: true,
  deliberates: true,
  signatures: ['legal-representative'],
});
const deliberated = Deliberated(
  { organisation: anor, deliberatedOn: '2023-01-12', reference: '2023-03', outcome: 'approved' },
  { occurredOn: '2023-01-12' },
);
const signed = [
  Signed(
    { organisation: anor, signedOn: '2023-02-15', signingCapacity: 'legal-representative' },
    { occurredOn: '2023-02-15' },
  ),
  ConventionFullySigned(
    { completedOn: '2023-02-15', inForceOn: '2023-02-15' },
    { occurredOn: '2023-02-15', effectiveOn: '2023-02-15' },
  ),
];
const protocol = ProtocolOpened({
  protocolId: uuid(50),
  title: 'Évaluation croisée',
  scope: { kind: 'cohort', conventionIds: [first, second] },
  evaluators: [],
  criteria: [],
  questions: [],
  waves: [],
});

beforeAll(async () => {
  database = await testDatabase();
  store = await openPostgresEventStore({ connectionString: database.url });
  service = await startService(historyService, {
    databaseUrl: database.url,
    store,
    verifier,
    logLevel: 'silent',
  });
  http = supertest(await service.listen(0));
  const named = OrganisationRegistered({ organisation: anor, name: 'Annor', kind: 'commune' });
  const renamed = OrganisationRenamed({ organisation: anor, name: 'Anor' });
  await publish(`partners.organisation-caf-59_${anor}`, undefined, named, renamed);
  await publish(`partners.convention-${first}`, first, opened, designated, deliberated);
  await publish(`partners.convention-${second}`, second, opened);
  await publish(`evaluation.protocol-${uuid(50)}`, undefined, protocol);
  await publish(`partners.convention-${first}`, first, ...signed);
});
afterAll(async () => {
  await service?.close();
  await store?.close();
  await database?.drop();
});

const eventsOf = `/conventions/${first}/events`;
const typesOf = (body: { events: { type: string }[] }) => body.events.map(({ type }) => type);
const all = [
  'partners.ConventionOpened',
  'partners.SignatoryDesignated',
  'partners.Deliberated',
  'evaluation.ProtocolOpened',
  'partners.Signed',
  'partners.ConventionFullySigned',
];

test('everything that happened, across services, in recorded order, with names resolved', async () => {
  const { body } = await get(eventsOf);
  expect(typesOf(body)).toEqual(all);
  expect(body.next).toBeUndefined();
  expect(body.events[2]).toMatchObject({
    service: 'partners',
    occurredOn: '2023-01-12',
    title: 'Délibération enregistrée',
    sentence: 'Le conseil municipal d’Anor a délibéré le 12/01/2023 (réf. 2023-03).',
    actor: { subject: 'p', role: 'caf_adviser' },
    stream: `partners.convention-${first}`,
    revision: 2,
  });
});

test('a protocol about several conventions is in the history of each', async () => {
  const { body } = await get(`/conventions/${second}/events`);
  expect(typesOf(body)).toEqual(['partners.ConventionOpened', 'evaluation.ProtocolOpened']);
});

test('pages follow one another without a gap or a repetition', async () => {
  const seen: string[] = [];
  let after = '0';
  for (;;) {
    const { body } = await get(`${eventsOf}?limit=2&after=${after}`);
    seen.push(...typesOf(body));
    if (body.next === undefined) break;
    after = body.next;
  }
  expect(seen).toEqual(all);
  expect((await get(`${eventsOf}?limit=1001`)).status).toBe(422);
});

test('by type, and as it was known at an instant', async () => {
  const { body } = await get(`${eventsOf}?types=partners.Signed,partners.Deliberated`);
  expect(typesOf(body)).toEqual(['partners.Deliberated', 'partners.Signed']);
  const knownAt = body.events[0].recordedAt;
  const then = await get(`${eventsOf}?knownAt=${knownAt}`);
  expect(typesOf(then.body)).toContain('partners.Deliberated');
  expect(typesOf(then.body)).not.toContain('partners.Signed');
});

test('the state on a day, as it was known at an instant', async () => {
  const at = async (query: string) => (await get(`/conventions/${first}/state?${query}`)).body;
  expect(await at('effectiveAt=2023-02-14')).toMatchObject({
    status: 'in-signature',
    territory: { communes: ['Anor (59012)'], version: 1 },
    signatories: [{ organisation: anor, name: 'Anor', signed: false }],
  });
  expect(await at('effectiveAt=2023-02-15')).toMatchObject({
    status: 'in-force',
    convention: { status: 'en vigueur' },
    signatories: [{ signed: true, deliberation: { reference: '2023-03' } }],
    evaluation: { protocols: [{ title: 'Évaluation croisée' }] },
  });
  const before = (await get(`${eventsOf}?types=partners.Deliberated`)).body.events[0].recordedAt;
  expect(await at(`effectiveAt=2023-02-15&knownAt=${before}`)).toMatchObject({
    status: 'in-signature',
    signatories: [{ signed: false }],
  });
  expect((await get(`/conventions/${first}/state?effectiveAt=2023-02-30`)).status).toBe(422);
});

test('each sees the conventions it may see, and no history of others', async () => {
  const listed = async (as: string) =>
    (await get('/conventions', as)).body.conventions.map((one: { conventionId: string }) => one.conventionId);
  expect(await listed('adviser')).toEqual([first, second]);
  expect(await listed('anor')).toEqual([first]);
  expect(await listed('stranger')).toEqual([]);
  expect(await listed('elsewhere')).toEqual([]);
  const status = async (as: string, path: string) => (await get(path, as)).status;
  expect(await status('anor', eventsOf)).toBe(200);
  for (const path of [eventsOf, `/conventions/${first}/state`]) {
    expect(await status('elsewhere', path)).toBe(404);
    expect(await status('stranger', path)).toBe(403);
  }
});
