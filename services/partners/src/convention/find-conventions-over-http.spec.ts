import type { Actor } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import {
  CooperationOfficerAppointed,
  DecisionRecorded,
  FactAnnulled,
  MandateHandedOver,
} from '@ctg/contracts/partners';
import { adoptedByCopil, conventionOpened, signatoryDesignated, signedBy } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';

const people: Record<string, Actor> = {
  ...advisers,
  auditor: { subject: 'u2', role: 'national_auditor' },
};
const scene = new HttpScene(partnersService, people);
const anor = '215900127';
const [north, aisne, drafted] = [uuid(1), uuid(2), uuid(3)];

const convention = (
  title: string,
  communes: string[],
  [effectOn, endsOn]: [string, string],
  theme: string,
  epci: string[] = [],
) =>
  conventionOpened({
    title,
    territory: { name: title, communes, epci },
    effectOn,
    endsOn,
    themes: [{ code: theme, label: theme }],
  });
const signed = (signedOn: string): NewEvent[] => [signatoryDesignated(anor), signedBy(anor, signedOn)];
const adopted = (subject: 'diagnostic' | 'evaluation', on: string) => adoptedByCopil(uuid(20), subject, on);
const publish = (conventionId: string, cafId: string, on: string, ...events: NewEvent[]) =>
  scene.publish({ stream: 'partners.convention', conventionId, cafId, on }, ...events);

beforeAll(async () => {
  await scene.start();
  await publish(
    north,
    'caf-59',
    '2021-09-01',
    convention('Été du Nord', ['59012', '59249'], ['2022-01-01', '2026-12-31'], 'jeunesse', ['200043404']),
    ...signed('2022-02-01'),
  );
  await publish(
    aisne,
    'caf-02',
    '2022-09-01',
    convention('Aisne', ['02381'], ['2023-01-01', '2025-12-31'], 'logement'),
    ...signed('2022-12-01'),
  );
  await publish(
    drafted,
    'caf-59',
    '2025-01-06',
    convention('Lille', ['59350'], ['2026-01-01', '2030-12-31'], 'logement'),
  );
  await scene.publish(
    { stream: `partners.meeting-${drafted}.${uuid(21)}`, conventionId: drafted },
    adopted('diagnostic', '2025-03-04'),
  );
  await scene.publish(
    { stream: 'partners.mandate', conventionId: north },
    CooperationOfficerAppointed(
      { holder: 'cc-01', employer: anor, from: '2022-02-01' },
      { occurredOn: '2022-02-01' },
    ),
    MandateHandedOver(
      { from: 'cc-01', to: 'cc-02', employer: anor, on: '2024-09-02' },
      { occurredOn: '2024-09-02' },
    ),
  );
});
afterAll(() => scene.close());

interface Listed {
  readonly title: string;
  readonly since: string;
  readonly cafId: string;
}
const listed = (query: string, as = 'auditor') =>
  scene.everything<Listed>(`/conventions?limit=1&${query}`, as);
const titles = async (query: string, as?: string) => (await listed(query, as)).map(({ title }) => title);
const [lille, nord] = ['Lille', 'Été du Nord'];

test.each([
  ['all of them, by title', 'on=2025-06-01', ['Aisne', nord, lille]],
  ['a status', 'on=2025-06-01&status=in-force', ['Aisne', nord]],
  ['a status of the past, known now', 'on=2022-01-15&status=covered-retroactively', [nord]],
  ['a status of another day', 'on=2027-01-01&status=past-its-term', ['Aisne', nord]],
  ['a stage', 'on=2025-06-01&stage=diagnostic', [lille]],
  ['a stage before the copil decided', 'on=2025-03-03&stage=engagement', [lille]],
  ['the communes of an EPCI', 'on=2025-06-01&epci=200043404', [nord]],
  ['a commune', 'on=2025-06-01&commune=02381', ['Aisne']],
  ['a département', 'on=2025-06-01&departement=59', [nord, lille]],
  ['a theme', 'on=2025-06-01&theme=logement', ['Aisne', lille]],
  ['a term before', 'on=2025-06-01&endsBefore=2025-12-31', ['Aisne']],
  ['a term after', 'on=2025-06-01&endsAfter=2026-01-01', [nord, lille]],
  ['an officer of the day', 'on=2024-09-01&officer=cc-01', [nord]],
  ['the day of a handover is of who takes over', 'on=2024-09-02&officer=cc-01', []],
  ['who took over', 'on=2024-09-02&officer=cc-02', [nord]],
  ['text without accents', 'on=2025-06-01&text=ete', [nord]],
  ['a Caf', 'on=2025-06-01&caf=caf-02', ['Aisne']],
  ['all that is asked', 'on=2025-06-01&departement=59&theme=logement&status=in-preparation', [lille]],
])('conventions are found by %s', async (_what, query, expected) => {
  expect((await titles(query)).sort()).toEqual([...expected].sort());
});

test('sorted, page after page', async () => {
  expect(await titles('on=2025-06-01')).toEqual(['Aisne', nord, lille]);
  expect(await titles('on=2025-06-01&sort=term')).toEqual(['Aisne', nord, lille]);
  expect(await titles('on=2025-06-01&sort=effect')).toEqual([nord, 'Aisne', lille]);
  expect(await listed('on=2025-06-01&sort=status-date')).toMatchObject([
    { title: nord, since: '2022-02-01', stage: 'carrying-out', stageLabel: 'mise en œuvre' },
    { title: 'Aisne', since: '2023-01-01' },
    { title: lille, since: '2025-01-06', stage: 'diagnostic' },
  ]);
});

test('on each day the same conventions stand in every order', async () => {
  for (const day of ['2021-12-31', '2022-01-01', '2022-01-31', '2024-02-29', '2026-12-31', '2030-07-01']) {
    const byDate = await listed(`on=${day}&sort=status-date`);
    expect([day, byDate.map(({ title }) => title).sort()]).toEqual([day, (await titles(`on=${day}`)).sort()]);
    const dates = byDate.map(({ since }) => since);
    expect([day, dates]).toEqual([day, [...dates].sort()]);
  }
});

test('the national auditor sees the Caf of each; a Caf sees its own, whichever it asks for', async () => {
  expect((await listed('on=2025-06-01')).map(({ cafId }) => cafId)).toEqual(['caf-02', 'caf-59', 'caf-59']);
  expect(await titles('on=2025-06-01', 'adviser')).toEqual([nord, lille]);
  expect(await titles('on=2025-06-01&caf=caf-02', 'adviser')).toEqual([]);
});

test('a decision that was annulled takes its stage with it', async () => {
  const stream = `partners.meeting-${drafted}.${uuid(21)}`;
  for await (const { id: factId, revision } of scene.store.readStream(stream)) {
    await scene.publish(
      { stream, conventionId: drafted },
      FactAnnulled({
        factId,
        factType: DecisionRecorded.type,
        factRevision: revision,
        reason: 'D’une autre convention',
        before: { version: 1, data: adopted('diagnostic', '2025-03-04').data, occurredOn: '2025-03-04' },
      }),
    );
    break;
  }
  expect(await titles('on=2025-06-01&stage=diagnostic')).toEqual([]);
  expect(await titles('on=2025-06-01&stage=engagement')).toEqual([lille]);
});
