import type { Actor } from '@ctg/access';
import { addDays, endOfDay, today } from '@ctg/calendar';
import type { NewEvent } from '@ctg/contracts';
import { EvidenceTakenOver, NeedIdentified } from '@ctg/contracts/diagnostics';
import { ProtocolOpened } from '@ctg/contracts/evaluation';
import {
  ConventionFullySigned,
  ConventionRenewed,
  Deliberated,
  FactAnnulled,
  FactCorrected,
  OrganisationRegistered,
  OrganisationRenamed,
} from '@ctg/contracts/partners';
import { conventionOpened, signatoryDesignated, signedBy } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { historyService } from './index.js';

const [first, second, third, fourth] = [uuid(1), uuid(2), uuid(3), uuid(4)];
const anor = '215900127';
const people: Record<string, Actor> = {
  ...advisers,
  anor: { subject: 'u3', role: 'partner_member', cafId: 'caf-59', organisation: anor },
  stranger: { subject: 'u4', role: 'partner_member', cafId: 'caf-59', organisation: '215902495' },
};
const scene = new HttpScene(historyService, people);

/** What other services would publish. */
const publish = (stream: string, conventionId: string | undefined, ...happened: NewEvent[]) =>
  scene.publish(
    { stream, on: '2022-11-02', ...(conventionId === undefined ? {} : { conventionId }) },
    ...happened,
  );
const get = (path: string, as = 'adviser') => scene.get(path, as);

const opened = conventionOpened({
  title: 'CTG du Sud-Avesnois',
  territory: { cogVintage: 2026, communes: ['59012'] },
});
const designated = signatoryDesignated(anor, { deliberates: true });
const deliberated = Deliberated(
  { organisation: anor, deliberatedOn: '2023-01-12', reference: '2023-03', outcome: 'approved' },
  { occurredOn: '2023-01-12' },
);
const signed = [
  signedBy(anor, '2023-02-15'),
  ConventionFullySigned(
    { completedOn: '2023-02-15', effectOn: '2022-01-01', endsOn: '2026-12-31' },
    { occurredOn: '2023-02-15', effectiveOn: '2022-01-01' },
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
  await scene.start();
  const named = OrganisationRegistered({ organisation: anor, name: 'Annor', kind: 'commune' });
  const renamed = OrganisationRenamed({ organisation: anor, name: 'Anor' });
  await publish(`partners.organisation-caf-59_${anor}`, undefined, named, renamed);
  await publish('partners.convention', first, opened, designated, deliberated);
  await publish('partners.convention', second, opened);
  await publish(`evaluation.protocol-${uuid(50)}`, undefined, protocol);
  await publish('partners.convention', first, ...signed);
});
afterAll(() => scene.close());

const eventsOf = `/conventions/${first}/events`;
const typesOf = (body: { items: { type: string }[] }) => body.items.map(({ type }) => type);
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
  expect(body.nextCursor).toBeUndefined();
  expect(body.items[2]).toMatchObject({
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

test('the state names, of a cohort, the conventions that its reader may see', async () => {
  const scopes = async (as: string) =>
    (await get(`/conventions/${first}/state/protocols`, as)).body.items.map(
      ({ scope }: { scope: { conventionIds: string[] } }) => scope.conventionIds,
    );
  expect(await scopes('adviser')).toEqual([[first, second]]);
  expect(await scopes('anor')).toEqual([[first]]);
});

test('pages follow one another without a gap or a repetition', async () => {
  const seen = await scene.everything<{ type: string }>(`${eventsOf}?limit=2`, 'adviser');
  expect(seen.map(({ type }) => type)).toEqual(all);
  expect((await get(`${eventsOf}?limit=201`)).status).toBe(422);
});

test('by type, and as it was known at an instant', async () => {
  const { body } = await get(`${eventsOf}?types=partners.Signed,partners.Deliberated`);
  expect(typesOf(body)).toEqual(['partners.Deliberated', 'partners.Signed']);
  const knownAt = body.items[0].recordedAt;
  const then = await get(`${eventsOf}?knownAt=${knownAt}`);
  expect(typesOf(then.body)).toContain('partners.Deliberated');
  expect(typesOf(then.body)).not.toContain('partners.Signed');
});

test('a day of recording is that of the Caf, to its end', async () => {
  const { body } = await get(`${eventsOf}?types=partners.Signed`);
  const { recordedAt } = body.items[0];
  const recordedOn = today('caf-59', new Date(recordedAt));
  const on = async (day: string) =>
    (await get(`${eventsOf}?types=partners.Signed&knownAt=${day}`)).body.items;
  expect([(await on(recordedOn)).length, (await on(addDays(recordedOn, -1))).length]).toEqual([1, 0]);
  const state = async (day: string) => (await get(`/conventions/${first}/state?knownAt=${day}`)).body;
  expect((await state(recordedOn)).knownAt).toBe(endOfDay('caf-59', recordedOn).toISOString());
  const unclear = await get(`${eventsOf}?knownAt=2026-11-25T10:00:00`);
  expect([unclear.status, unclear.body.errors[0].message]).toEqual([422, expect.stringContaining('fuseau')]);
  // Their instants are of the years 10000 and -1: as text they come before all others.
  for (const far of ['9999-12-31T23:59:59-01:00', '0000-01-01T00:00:00%2B01:00'])
    expect((await get(`${eventsOf}?knownAt=${far}`)).status).toBe(422);
});

test('the state on a day, as it was known at an instant', async () => {
  const at = async (query: string) => {
    const { body } = await get(`/conventions/${first}/state?${query}`);
    const list = async (name: string) =>
      (await get(`/conventions/${first}/state/${name}?${query}`)).body.items;
    return { ...body, communes: await list('communes'), signatories: await list('signatories') };
  };
  expect(await at('effectiveAt=2023-02-14')).toMatchObject({
    status: 'covered-retroactively',
    territory: { version: 1 },
    communes: ['Anor (59012)'],
    signatories: [{ organisation: anor, name: 'Anor', signed: false }],
  });
  expect(await at('effectiveAt=2023-02-15')).toMatchObject({
    status: 'in-force',
    convention: { status: 'en vigueur' },
    signatories: [{ signed: true, deliberation: { reference: '2023-03' } }],
    sections: expect.arrayContaining([
      expect.objectContaining({ name: 'protocols', path: 'evaluation.protocols', count: 1 }),
    ]),
  });
  const before = (await get(`${eventsOf}?types=partners.Deliberated`)).body.items[0].recordedAt;
  expect(await at(`effectiveAt=2023-02-15&knownAt=${before}`)).toMatchObject({
    status: 'in-signature',
    signatories: [{ signed: false }],
  });
  expect((await get(`/conventions/${first}/state?effectiveAt=2023-02-30`)).status).toBe(422);
});

test('what was recorded wrongly stays, struck through; each moment of knowledge has its own answer', async () => {
  const entries = async (query = '') => (await get(`/conventions/${third}/events${query}`)).body.items;
  const statusOn = async (query: string) =>
    (await get(`/conventions/${third}/state?effectiveAt=2023-03-01${query}`)).body.status;
  await publish('partners.convention', third, opened, designated, deliberated, ...signed);
  expect(await statusOn('')).toBe('in-force');
  const fact = (await entries('?types=partners.Signed'))[0];
  const announced = (await entries('?types=partners.ConventionFullySigned'))[0];
  const wrong = ({ id, type, revision, data, occurredOn }: typeof fact) => ({
    factId: id,
    factType: type,
    factRevision: revision,
    reason: 'Saisie sur la mauvaise convention',
    before: { version: 1, data, occurredOn },
  });
  const later = { ...fact.data, signedOn: '2023-09-01' };
  const said = { ...wrong(fact), after: { version: 1, data: later, occurredOn: '2023-09-01' } };
  await publish('partners.convention', third, FactCorrected(said));
  expect(await statusOn('')).toBe('covered-retroactively');
  await publish(
    `partners.convention-${third}`,
    third,
    FactAnnulled(wrong(fact)),
    FactAnnulled(wrong(announced)),
  );
  expect(await statusOn('')).toBe('in-signature');
  const [, , , signature, , correction, annulment] = await entries();
  expect(signature).toMatchObject({
    id: fact.id,
    data: fact.data,
    corrected: { how: 'annulled', by: annulment.id },
  });
  expect(correction.sentence).toBe(
    'Corrigé : « La commune d’Anor a signé la convention le 15/02/2023 » devient « La commune d’Anor a signé la convention le 01/09/2023 ». Motif : Saisie sur la mauvaise convention.',
  );
  expect(annulment.sentence).toBe(
    'Annulé : « La commune d’Anor a signé la convention le 15/02/2023 ». Motif : Saisie sur la mauvaise convention.',
  );
  const known = (at: string) => `&knownAt=${at}`;
  expect(await statusOn(known(announced.recordedAt))).toBe('in-force');
  expect(await statusOn(known(correction.recordedAt))).toBe('covered-retroactively');
  const then = await entries(`?knownAt=${correction.recordedAt}`);
  expect(then[3].corrected).toMatchObject({ how: 'corrected', by: correction.id });
  expect((await entries(`?knownAt=${announced.recordedAt}`))[3]).not.toHaveProperty('corrected');
  expect(await entries(`?position=${fact.position}`)).toMatchObject([{ id: fact.id }]);
});

test('each sees the conventions it may see, and no history of others', async () => {
  const listed = async (as: string) =>
    (await get('/conventions', as)).body.items.map((one: { conventionId: string }) => one.conventionId);
  expect(await listed('adviser')).toEqual([first, second, third]);
  expect(await listed('anor')).toEqual([first, third]);
  expect(await listed('stranger')).toEqual([]);
  expect(await listed('elsewhere')).toEqual([]);
  const status = async (as: string, path: string) => (await get(path, as)).status;
  expect(await status('anor', eventsOf)).toBe(200);
  for (const path of [eventsOf, `/conventions/${first}/state`]) {
    expect(await status('elsewhere', path)).toBe(404);
    expect(await status('stranger', path)).toBe(403);
  }
});

test('what a newer version recorded, and this one does not know, is set aside visibly: its type, its place, none of its data', async () => {
  await publish('partners.convention', fourth, opened);
  const { body: before } = await get(`/conventions/${fourth}/state`);
  const newer = { type: 'partners.ConventionPutToSleep', schemaVersion: 1, data: { secret: 'x' } };
  const newest = await publish('partners.convention', fourth, newer as unknown as NewEvent);
  const { position } = await scene.store.append(
    `partners.convention-${fourth}`,
    [{ id: uuid(77), type: 'somebody.Else', data: {}, metadata: { conventionId: fourth } }],
    { expectedRevision: 'any' },
  );
  const { status, body } = await scene.get(`/conventions/${fourth}/events`, 'adviser', String(position));
  expect([status, body.items.length]).toEqual([200, 2]);
  expect(body.items[1]).toMatchObject({
    setAside: true,
    type: newer.type,
    position: newest,
    stream: `partners.convention-${fourth}`,
    data: {},
    sentence: expect.stringContaining('Mis de côté'),
  });
  expect(JSON.stringify(body)).not.toContain('secret');
  // What is true is told without it.
  const { body: after } = await get(`/conventions/${fourth}/state`);
  expect({ ...after, knownAt: before.knownAt, sections: [] }).toEqual({ ...before, sections: [] });
});

test('what a convention takes over has, in its history and its state, the name that the former one gave it', async () => {
  const [former, next, needId] = [uuid(60), uuid(61), uuid(62)];
  await publish('partners.convention', former, opened);
  await publish(
    `diagnostics.need-${former}.${needId}`,
    former,
    NeedIdentified({ needId, title: 'Accueil du matin', theme: 'petite-enfance', evidence: [], version: 1 }),
  );
  await publish('partners.convention', next, opened);
  await publish(
    `diagnostics.takenover-${next}`,
    next,
    EvidenceTakenOver({
      previousConventionId: former,
      evidence: [{ kind: 'need', id: needId }],
      why: 'Reste entier',
      version: 1,
    }),
  );
  const { body } = await get(`/conventions/${next}/events?types=diagnostics.EvidenceTakenOver`);
  expect(body.items[0].sentence).toBe(
    'Ont été repris du diagnostic de la convention renouvelée, le 02/11/2022 : « Accueil du matin » (besoin) ; motif : Reste entier.',
  );
  const { body: state } = await get(`/conventions/${next}/state/takenOver`);
  expect(state.items).toMatchObject([
    { id: needId, title: 'Accueil du matin', previousConventionId: former },
  ]);
});

test('a renewal is told by the title of the new convention', async () => {
  const [before, after] = [uuid(70), uuid(71)];
  const following = conventionOpened({
    title: 'CTG du Sud-Avesnois 2027-2031',
    territory: opened.data.territory,
  });
  await publish('partners.convention', after, following);
  const renewed = ConventionRenewed({ newConventionId: after }, { occurredOn: '2026-11-02' });
  await publish('partners.convention', before, opened, renewed);
  const { body } = await get(`/conventions/${before}/events`);
  expect(body.items.at(-1).sentence).toBe(
    'La convention est renouvelée par « CTG du Sud-Avesnois 2027-2031 », liée le 02/11/2026.',
  );
});
