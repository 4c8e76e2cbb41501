import type { Actor } from '@ctg/access';
import { SignatoryWithdrawn } from '@ctg/contracts/partners';
import { conventionOpened, signatoryDesignated, signedBy } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';

const people: Record<string, Actor> = {
  ...advisers,
  stranger: { subject: 'u3', role: 'partner_member', cafId: 'caf-59', organisation: '215906595' },
  auditor: { subject: 'u4', role: 'national_auditor' },
};
const scene = new HttpScene(partnersService, people);
const [first, second] = [uuid(1), uuid(2)];
const [anor, fourmies] = ['215900127', '215902495'];
const epci = '200043404';

type Period = { effectOn: string; endsOn: string };
async function publish(conventionId: string, title: string, period: Period, on: string, signedOn: string) {
  const opened = conventionOpened({
    title,
    territory: { epci: [epci] },
    ...period,
  });
  await scene.publish(
    { stream: 'partners.convention', conventionId, on },
    opened,
    signatoryDesignated(anor),
    signatoryDesignated(fourmies),
    signedBy(anor, signedOn),
    signedBy(fourmies, signedOn),
  );
}
beforeAll(async () => {
  await scene.start();
  await publish(first, 'CTG 1', { effectOn: '2018-01-01', endsOn: '2020-12-31' }, '2017-09-01', '2018-02-01');
  await publish(
    second,
    'CTG 2',
    { effectOn: '2022-02-09', endsOn: '2026-12-31' },
    '2022-01-05',
    '2023-03-10',
  );
});
afterAll(() => scene.close());

const coverage = async (query: string, as = 'adviser') => (await scene.get(`/coverage?${query}`, as)).body;

test.each([
  ['2018-01-01', { status: 'covered-retroactively', communes: { covered: 1, signed: 0 } }],
  ['2018-02-01', { status: 'in-force', communes: { covered: 1, signed: 1 } }],
  ['2021-01-01', { status: 'lapsed', lapsedForDays: 1, coveredAgainOn: '2022-02-09' }],
  ['2022-02-09', { status: 'covered-retroactively' }],
  ['2023-03-10', { status: 'in-force', place: { vintage: 2023 } }],
  ['2027-01-01', { status: 'lapsed', lapsedOn: '2026-12-31', place: { vintage: 2026 } }],
])('Anor on %s', async (on, expected) => {
  expect(await coverage(`commune=59012&on=${on}`)).toMatchObject({ on, ...expected });
});

test('an EPCI: how many of its communes are covered, which are not, and what follows what', async () => {
  expect(await coverage(`epci=${epci}&on=2020-06-01`)).toMatchObject({
    place: { kind: 'epci', name: expect.stringContaining('Sud Avesnois'), vintage: 2019 },
    status: 'partly-covered',
    communes: { total: 12, covered: 2, signed: 2, overlapping: 0, lapsed: 0, never: 10 },
    uncovered: expect.arrayContaining([{ code: '59601', name: 'Trélon' }]),
    conventions: {
      items: [
        { conventionId: first, status: 'in-force', communes: 2, communesOfPlace: 2, signedCommunes: 2 },
        { conventionId: second, status: 'not-open', after: { conventionId: first, gapDays: 404 } },
      ],
    },
  });
});

test('the territory of a convention, whatever its EPCI, for those who may see it', async () => {
  expect(await coverage(`territory=${second}&on=2022-01-01`)).toMatchObject({
    place: { kind: 'territory', name: 'Sud-Avesnois', vintage: 2022 },
    status: 'lapsed',
    communes: { total: 2, lapsed: 2 },
    conventions: { items: [{ conventionId: first }, { conventionId: second, after: { gapDays: 404 } }] },
  });
  expect(await coverage(`territory=${second}`, 'elsewhere')).toMatchObject({ type: '/problems/not-found' });
});

test('the conventions of a place are a list of pages', async () => {
  const path = `/coverage/conventions?epci=${epci}&on=2026-01-01&limit=1`;
  const listed = await scene.everything<{ conventionId: string; status: string }>(path, 'adviser');
  expect(listed.map(({ conventionId, status }) => [conventionId, status])).toEqual([
    [first, 'past-its-term'],
    [second, 'in-force'],
  ]);
});

test('each sees what it may see: another Caf and who is party to nothing are told of no convention', async () => {
  for (const as of ['elsewhere', 'stranger']) {
    expect(await coverage('commune=59012&on=2024-01-01', as)).toMatchObject({
      status: 'not-covered',
      conventions: { items: [] },
    });
  }
  expect(await coverage('commune=59012&on=2024-01-01', 'auditor')).toMatchObject({ status: 'in-force' });
});

test.each([
  ['', 'which-place'],
  [`commune=59012&epci=${epci}`, 'which-place'],
  ['commune=59999', 'unknown-commune'],
  ['epci=215900127', 'unknown-epci'],
])('« %s » is not a place', async (query, problem) => {
  expect(await coverage(query)).toMatchObject({ type: `/problems/${problem}` });
});

test('a commune that has merged is found in the last geography that had it', async () => {
  expect(await coverage('commune=01330&on=2026-06-01')).toMatchObject({
    place: { name: 'Ruffieu', vintage: 2024 },
    status: 'not-covered',
  });
});

test('who has left does not count among the communes that have signed', async () => {
  const path = { stream: 'partners.convention', conventionId: second, on: '2026-01-31' };
  const leaving = { organisation: fourmies, noticeOn: '2026-01-31', leavesOn: '2026-04-30' };
  await scene.publish(path, SignatoryWithdrawn(leaving));
  const signedOn = async (on: string) => {
    const { communes, conventions } = await coverage(`territory=${second}&on=${on}`);
    const own = conventions.items.find((one: { conventionId: string }) => one.conventionId === second);
    return [communes.covered, communes.signed, own.signatoryCommunes, own.signedCommunes];
  };
  expect(await signedOn('2026-04-30')).toEqual([2, 2, 2, 2]);
  expect(await signedOn('2026-05-01')).toEqual([2, 1, 1, 1]);
});
