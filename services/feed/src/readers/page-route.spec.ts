import { OpinionRecorded, ProtocolOpened } from '@ctg/contracts/evaluation';
import { OrganisationRegistered } from '@ctg/contracts/partners';
import { knownConventionProjection } from '@ctg/web-service';
import { CloudEvent } from 'cloudevents';
import { Client } from 'pg';
import {
  anor,
  associated,
  evaluators,
  everything,
  type FeedScene,
  feedScene,
  opened,
  type PageBody,
  siren,
  uuid,
} from './subscribers-testing.js';

const [ours, other, abroad, protocolId] = [uuid(1), uuid(2), uuid(3), uuid(50)];
const small = OpinionRecorded({
  protocolId,
  opinionId: uuid(60),
  wave: 'v1',
  respondentGroup: 'Directions',
  question: 'Êtes-vous satisfait ?',
  invited: 6,
  answered: 4,
  answers: [{ answer: 'oui', count: 4 }],
});

let scene: FeedScene;
beforeAll(async () => {
  scene = await feedScene();
  const registered = OrganisationRegistered({ organisation: anor, name: 'Anor', kind: 'commune' });
  await scene.publish(`partners.organisation-caf-59_${anor}`, undefined, 'caf-59', [registered]);
  await scene.ofConvention(ours, [opened()]);
  await scene.ofConvention(other, [opened('CTG d’à côté')]);
  await scene.ofConvention(abroad, [opened('CTG d’un autre département')], 'caf-62');
  // Who may see what came before is only known now: all of it is for them too.
  await scene.ofConvention(ours, [associated()]);
  const protocol = ProtocolOpened({
    protocolId,
    title: 'Évaluation',
    scope: { kind: 'cohort', conventionIds: [ours, other] },
    evaluators: [evaluators],
    criteria: [],
    questions: [],
    waves: [],
  });
  await scene.publish(`evaluation.protocol-${protocolId}`, undefined, 'caf-59', [protocol]);
  await scene.publish(`evaluation.evidence-${ours}`, ours, 'caf-59', [small]);
});
afterAll(() => scene?.close());

const registry = 'partners.OrganisationRegistered';
const ofOurs = [
  'partners.ConventionOpened',
  'partners.PartnerAssociated',
  'evaluation.ProtocolOpened',
  'evaluation.OpinionRecorded',
];

test.each([
  ['adviser', [registry, 'partners.ConventionOpened', ...ofOurs]],
  ['elsewhere', ['partners.ConventionOpened']],
  ['anor', [registry, ...ofOurs]],
  ['stranger', [registry]],
  ['homeless', [registry]],
  ['evaluator', ['partners.ConventionOpened', ...ofOurs]],
  ['auditor', [registry, 'partners.ConventionOpened', 'partners.ConventionOpened', ...ofOurs]],
])('%s sees what it may see, in the order of positions', async (as, expected) => {
  const { events, next } = await everything(scene, as);
  expect(events.map(({ type }) => type).sort()).toEqual([...expected].sort());
  const positions = events.map(({ position }) => BigInt(position as string));
  expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
  // The place is that of the store, also for who saw nothing of its end.
  expect(next).toBe(String(await scene.store.head()));
});

test('a protocol names to each reader the conventions they may see', async () => {
  const scopes = async (as: string) => {
    const { events } = await everything(scene, as, '&types=evaluation.ProtocolOpened');
    return events.map(({ data }) => (data.scope as unknown as { conventionIds: string[] }).conventionIds);
  };
  expect(await scopes('adviser')).toEqual([[ours, other]]);
  expect(await scopes('anor')).toEqual([[ours]]);
  expect(await scopes('elsewhere')).toEqual([]);
});

test('a token is needed, and one of a role that may see conventions', async () => {
  expect((await scene.get('/api/feed', 'nobody')).status).toBe(401);
  expect((await scene.get('/api/feed', 'operator')).status).toBe(403);
  expect((await scene.get('/api/feed/stream', 'nobody')).status).toBe(401);
  expect((await scene.get('/api/feed/stream', 'operator')).status).toBe(403);
});

test('of other Cafs the store hands out nothing, and the place moves on over them', async () => {
  const own = await feedScene();
  const read: string[] = [];
  const { readPage } = own.store;
  own.store.readPage = async (...given) => {
    const page = await readPage.apply(own.store, given);
    read.push(...page.events.map(({ metadata }) => String(metadata.cafId)));
    return page;
  };
  try {
    for (let n = 0; n < 30; n++) await own.ofConvention(uuid(200 + n), [opened()], 'caf-62');
    await own.ofConvention(ours, [opened()]);
    const { events, next } = await everything(own, 'adviser');
    expect(events.map(({ subject }) => subject)).toEqual([ours]);
    expect(next).toBe(String(await own.store.head()));
    expect([...new Set(read)]).toEqual(['caf-59']);
  } finally {
    await own.close();
  }
});

test('events are CloudEvents 1.0', async () => {
  const { events } = await everything(scene, 'adviser', '&types=partners.PartnerAssociated');
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    specversion: '1.0',
    source: '/ctg/partners',
    type: 'partners.PartnerAssociated',
    subject: ours,
    dataschema: 'urn:ctg:schema:partners.PartnerAssociated:1',
    tenant: 'caf-59',
    stream: `partners.convention-${ours}`,
    revision: '1',
    data: { organisation: anor },
  });
  expect(Object.keys(events[0] ?? {}).filter((name) => !/^[a-z0-9]+$/.test(name))).toEqual([]);
});

test('every event is accepted by a strict CloudEvents library', async () => {
  const { events } = await everything(scene, 'auditor');
  expect(events.length).toBeGreaterThan(3);
  // Its constructor throws on what the specification does not allow.
  for (const event of events) expect(new CloudEvent(event).validate()).toBe(true);
});

test('answers of a small group are shown to nobody', async () => {
  const { events } = await everything(scene, 'auditor', '&types=evaluation.OpinionRecorded');
  expect(events[0]?.data).toMatchObject({ hidden: true, invited: 6 });
  expect(events[0]).not.toHaveProperty('dataschema');
  expect(JSON.stringify(events)).not.toMatch(/answer/);
});

test('what is asked wrongly is refused', async () => {
  for (const query of ['after=x', 'after=-1', 'limit=0', 'limit=501', 'wait=31', 'types=,', 'other=1'])
    expect([query, (await scene.get(`/api/feed?${query}`)).status]).toEqual([query, 422]);
});

test('a reader who waits is woken by an append, and not by what it may not see', async () => {
  const { next } = await everything(scene, 'anor');
  const waiting = scene.get(`/api/feed?after=${next}&wait=25`, 'anor');
  await scene.ofConvention(other, [associated(siren(10))]);
  await scene.ofConvention(ours, [associated(siren(11))]);
  const { events } = (await (await waiting).json()) as PageBody;
  expect(events.map(({ subject, data }) => [subject, data.organisation])).toEqual([[ours, siren(11)]]);
});

test('nothing to wait for: the place moves all the same', async () => {
  const { next } = await everything(scene, 'elsewhere');
  await scene.ofConvention(ours, [associated(siren(12))]);
  const later = await everything(scene, 'elsewhere', '', next);
  expect(later.events).toEqual([]);
  expect(BigInt(later.next)).toBeGreaterThan(BigInt(next));
});

test('one person has so many pages waiting, not more', async () => {
  const { next } = await everything(scene, 'auditor');
  const gone = new AbortController();
  // Whoever comes eleventh is refused: one of those who wait, if a question without waiting took a place before them.
  let refused: Response | undefined;
  const seen = (answer: Response) => {
    if (answer.status !== 200) refused ??= answer;
  };
  const waiting = Array.from({ length: 10 }, () =>
    scene
      .get(`/api/feed?after=${next}&wait=25`, 'auditor', {}, gone.signal)
      .then(seen)
      .catch(() => undefined),
  );
  while (!refused) seen(await scene.get(`/api/feed?after=${next}&wait=0`, 'auditor'));
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ type: '/problems/too-many-readers' });
  expect((await scene.get('/api/feed', 'adviser')).status).toBe(200);
  gone.abort();
  await Promise.all(waiting);
});

test('an event waits until the service knows whose it is', async () => {
  const { next } = await everything(scene, 'anor');
  const blocker = new Client(scene.databaseUrl);
  await blocker.connect();
  try {
    const schema = `feed__known_conventions_v${knownConventionProjection.version}`;
    await blocker.query(`BEGIN; LOCK TABLE ${schema}.known_convention IN SHARE MODE`);
    await scene.ofConvention(uuid(70), [opened(), associated()]);
    const early = (await (await scene.get(`/api/feed?after=${next}&wait=1`, 'anor')).json()) as PageBody;
    expect(early).toEqual({ events: [], next, caughtUp: false });
  } finally {
    await blocker.query('COMMIT');
    await blocker.end();
  }
  const { events } = await everything(scene, 'anor', '', next);
  expect(events.map(({ subject }) => subject)).toEqual([uuid(70), uuid(70)]);
});

test('while four write, a reader with pages of any size misses nothing and gets nothing twice', async () => {
  const from = (await everything(scene, 'anor')).next;
  const expected: string[] = [];
  const writers = [0, 1, 2, 3].map(async (writer) => {
    const id = uuid(100 + writer);
    await scene.ofConvention(id, [opened(), associated()]);
    for (let n = 0; n < 60; n++) {
      const organisation = siren(1_000 + writer * 100 + n);
      await scene.ofConvention(id, [associated(organisation)]);
      expected.push(`${id} ${organisation}`);
    }
  });
  let isWriting = true;
  const written = Promise.all(writers).finally(() => {
    isWriting = false;
  });
  const seen: string[] = [];
  const perConvention = new Map<string, number>();
  for (let after = from; ; ) {
    const wasWriting = isWriting;
    const limit = 1 + Math.floor(Math.random() * 20);
    const answer = await scene.get(`/api/feed?after=${after}&wait=1&limit=${limit}`, 'anor');
    const page = (await answer.json()) as PageBody;
    for (const { subject = '', revision = '', data, type } of page.events) {
      expect(Number(revision)).toBe((perConvention.get(subject) ?? -1) + 1);
      perConvention.set(subject, Number(revision));
      const { organisation } = data;
      if (type === 'partners.PartnerAssociated' && organisation !== anor)
        seen.push(`${subject} ${organisation}`);
    }
    after = page.next;
    if (!wasWriting && page.caughtUp) break;
  }
  await written;
  expect(seen.sort()).toEqual(expected.sort());
});

test.each([
  ['beyond the end of the store', '/api/feed?after=999999999'],
  ['of another epoch', '/api/feed?after=2-1'],
])('a position %s is a conflict that names the way out, not silence', async (_what, path) => {
  const answer = await scene.get(path);
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({
    type: '/problems/cursor-astray',
    advice: expect.stringContaining('after=0'),
  });
});

test('after a restore behind its readers, what they hold is refused, and what is handed out names the new epoch', async () => {
  const own = await feedScene();
  const client = new Client(own.databaseUrl);
  await client.connect();
  try {
    await own.ofConvention(uuid(1), [opened(), associated()]);
    const { next } = await everything(own, 'adviser');
    await client.query('SELECT event_store.begin_epoch()');
    expect((await own.get(`/api/feed?after=${next}`)).status).toBe(409);
    const again = await everything(own, 'adviser');
    expect(again.events).toHaveLength(2);
    expect(again.next).toBe(`2-${await own.store.head()}`);
    expect((await own.get(`/api/feed?after=${again.next}`)).status).toBe(200);
  } finally {
    await client.end();
    await own.close();
  }
});
