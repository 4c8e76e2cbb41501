import type { Actor } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import { ProtocolOpened } from '@ctg/contracts/evaluation';
import {
  ConventionOpened,
  OrganisationRegistered,
  OrganisationRenamed,
  SignatoryDesignated,
} from '@ctg/contracts/partners';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import pg from 'pg';
import { historyService } from '../index.js';

const people: Record<string, Actor> = {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  auditor: { subject: 'u2', role: 'national_auditor' },
  operator: { subject: 'op-1', role: 'operator' },
};
const here = new HttpScene(historyService, people);
const elsewhere = new HttpScene(historyService, people);
const anor = '215900127';
let owner: pg.Client;

const opened = (title: string) =>
  ConventionOpened({
    title,
    caf: '900059007',
    territory: { name: 'T', cogVintage: 2022, communes: ['59012'], epci: [] },
    effectOn: '2022-01-01',
    endsOn: '2026-12-31',
    themes: [],
  });
const designated = SignatoryDesignated({
  organisation: anor,
  kind: 'commune',
  capacity: 'Commune',
  required: true,
  deliberates: false,
  signatures: ['legal-representative'],
});
/** Of all conventions that are evaluated together, by whoever opens it. */
const protocolOf = (protocolId: string, ...conventionIds: string[]) =>
  ProtocolOpened({
    protocolId,
    title: 'Évaluation croisée',
    scope: { kind: 'cohort', conventionIds },
    evaluators: [],
    criteria: [],
    questions: [],
    waves: [],
  });

const publish = (scene: HttpScene, conventionId: string, ...happened: NewEvent[]) =>
  scene.publish({ stream: `partners.convention-${conventionId}`, conventionId }, ...happened);
const stateOf = async (scene: HttpScene, conventionId: string, after = '0', as = 'adviser') => {
  const { status, body } = await scene.get(
    `/conventions/${conventionId}/state?effectiveAt=2026-01-01`,
    as,
    after,
  );
  if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
};
const titleOf = async (...asked: Parameters<typeof stateOf>) => (await stateOf(...asked)).convention.title;

beforeAll(async () => {
  await Promise.all([here.start(), elsewhere.start()]);
  owner = new pg.Client({ connectionString: here.databaseUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await Promise.all([here.close(), elsewhere.close()]);
});

test('two services of one process answer each from its own store, where id and position are the same', async () => {
  const positions = [
    await publish(here, uuid(1), opened('Ici')),
    await publish(elsewhere, uuid(1), opened('Ailleurs')),
  ];
  const [position = ''] = positions;
  expect(positions).toEqual([position, position]);
  for (const _page of [1, 2])
    expect([await titleOf(here, uuid(1), position), await titleOf(elsewhere, uuid(1), position)]).toEqual([
      'Ici',
      'Ailleurs',
    ]);
});

test.each([
  ['narrower one after a wider', uuid(2), ['auditor', 'adviser', 'auditor']],
  ['wider one after a narrower', uuid(3), ['adviser', 'auditor', 'adviser']],
])('a reader sees the rows of their own Cafs: a %s', async (_order, conventionId, readers) => {
  const protocolId = `${conventionId.slice(0, -2)}99`;
  await publish(here, conventionId, opened('CTG'));
  await here.publish(
    { stream: `evaluation.protocol-${protocolId}`, cafId: 'caf-62' },
    protocolOf(protocolId, conventionId),
  );
  const position = await publish(here, conventionId, designated);
  const seen: Record<string, number> = { auditor: 1, adviser: 0 };
  for (const as of readers) {
    const { sections } = await stateOf(here, conventionId, position, as);
    const { count } = sections.find(({ name }: { name: string }) => name === 'protocols') ?? { count: 0 };
    expect([as, count]).toEqual([as, seen[as]]);
  }
});

test.each([
  ['same epoch', uuid(4), false],
  ['another epoch, of a store that was restored', uuid(5), true],
])(
  'a table that was built anew is read at once, at the same position: %s',
  async (_epoch, id, isRestored) => {
    const position = await publish(here, id, opened('Selon le journal'));
    expect(await titleOf(here, id, position)).toBe('Selon le journal');
    const [{ group }] = (await here.everything<{ group: string }>('/groups', 'operator')).filter((one) =>
      one.group.startsWith('projection:timeline@'),
    ) as [{ group: string }];
    await owner.query(
      `UPDATE history__timeline_v${group.split('@')[1]}.timeline_entry
        SET event = jsonb_set(event, '{data,title}', '"Perdu"') WHERE convention_id = $1`,
      [id],
    );
    // Another day has not been asked for: it is folded from the rows that are there, and kept.
    const lost = async () => {
      const { body } = await here.get(`/conventions/${id}/state?effectiveAt=2026-02-02`, 'adviser');
      return body.convention.title;
    };
    expect(await lost()).toBe('Perdu');
    if (isRestored) {
      const store = await openPostgresEventStore({ connectionString: here.databaseUrl });
      await store.beginEpoch();
      await store.close();
    }
    const rebuilt = await here.post('/groups/rebuild', { group, reason: 'Journal restauré' }, 'operator');
    expect(rebuilt.status).toBe(200);
    for (;;) {
      const { body } = await here.get(`/groups/one?group=${encodeURIComponent(group)}`, 'operator');
      if (!body.rebuilding) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await lost()).toBe('Selon le journal');
  },
);

test('a state that is kept names an organisation as it is called once that is recorded', async () => {
  const id = uuid(6);
  await elsewhere.publish(
    { stream: `partners.organisation-${anor}` },
    OrganisationRegistered({ organisation: anor, kind: 'commune', name: 'Anor', inseeCode: '59012' }),
  );
  const position = await publish(elsewhere, id, opened('CTG'), designated);
  const names = async (after: string) =>
    (
      await elsewhere.everything<{ name: string }>(`/conventions/${id}/state/signatories`, 'adviser', after)
    ).map(({ name }) => name);
  expect(await names(position)).toEqual(['Anor']);
  const renamed = await elsewhere.publish(
    { stream: `partners.organisation-${anor}` },
    OrganisationRenamed({ organisation: anor, name: 'Anor-en-Thiérache' }),
  );
  expect(await names(renamed)).toEqual(['Anor-en-Thiérache']);
});
