import type { Actor } from '@ctg/access';
import { FactAnnulled, YearReviewed } from '@ctg/contracts/action-plans';
import {
  CooperationOfficerAppointed,
  Deliberated,
  MeetingHeld,
  MeetingPlanned,
  OrganisationRegistered,
} from '@ctg/contracts/partners';
import { conventionOpened, signatoryDesignated, signedBy } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';

const people: Record<string, Actor> = {
  ...advisers,
  mayor: { subject: 'u3', role: 'legal_representative', cafId: 'caf-59', organisation: '215900127' },
  auditor: { subject: 'u4', role: 'national_auditor' },
};
const scene = new HttpScene(partnersService, people);
const [unsigned, inForce] = [uuid(1), uuid(2)];
const [anor, fourmies] = ['215900127', '215902495'];

const party = (organisation: string) => signatoryDesignated(organisation, { deliberates: true });
const opened = (title: string) => conventionOpened({ title, territory: { name: title } });

beforeAll(async () => {
  await scene.start();
  await scene.publish(
    { stream: `partners.organisation-caf-59_${anor}` },
    OrganisationRegistered({ organisation: anor, name: 'Anor', kind: 'commune' }),
  );
  await scene.publish(
    { stream: 'partners.convention', conventionId: unsigned, on: '2021-09-01' },
    opened('CTG à signer'),
    party(anor),
    party(fourmies),
    Deliberated(
      { organisation: anor, deliberatedOn: '2021-10-01', reference: 'r', outcome: 'approved' },
      { occurredOn: '2021-10-01' },
    ),
  );
  await scene.publish(
    { stream: 'partners.convention', conventionId: inForce, on: '2021-09-01' },
    opened('CTG en vigueur'),
    signatoryDesignated(anor),
    signedBy(anor, '2021-12-01'),
  );
  await scene.publish(
    { stream: 'partners.mandate', conventionId: inForce },
    CooperationOfficerAppointed(
      { holder: 'cc-01', employer: anor, from: '2022-02-01' },
      { occurredOn: '2022-02-01' },
    ),
  );
  await scene.publish(
    { stream: 'actionplans.plan', conventionId: inForce, on: '2022-12-15' },
    YearReviewed({ year: 2022, decisionId: uuid(9) }),
  );
  await scene.publish(
    { stream: `partners.meeting-${inForce}.${uuid(5)}`, conventionId: inForce },
    MeetingHeld(
      {
        meetingId: uuid(5),
        bodyId: uuid(6),
        bodyKind: 'copil',
        heldOn: '2022-06-01',
        attendees: [],
        agenda: [],
      },
      { occurredOn: '2022-06-01' },
    ),
  );
});
afterAll(() => scene.close());

interface Task {
  readonly convention: string;
  readonly kind: string;
  readonly organisation?: string;
  readonly name?: string;
}
const work = (query: string, as = 'adviser') => scene.everything<Task>(`/work?${query}`, as);
const kinds = async (query: string, as?: string) => (await work(query, as)).map(({ kind }) => kind);

test('what awaits whom, across the portfolio, with names, days and what to do next', async () => {
  const [first, ...others] = await work('on=2021-11-01');
  expect(first).toMatchObject({
    convention: 'CTG à signer',
    kind: 'deliberation',
    label: 'délibérer',
    organisation: fourmies,
    role: 'legal_representative',
    since: '2021-09-01',
    until: '2021-12-31',
    late: false,
    next: expect.stringContaining('record-deliberation'),
  });
  expect(others).toMatchObject([
    { kind: 'receipt', organisation: anor, name: 'Anor' },
    { kind: 'signature', organisation: anor, since: '2021-10-01' },
    // Nothing tells it to be signed yet on that day.
    { convention: 'CTG en vigueur', kind: 'signature', organisation: anor },
  ]);
});

test('it is that of the day: nothing before there is a convention, late from the effect date on', async () => {
  expect(await work('on=2021-08-31')).toEqual([]);
  const [late] = await work(`on=2022-01-10&late=true&kind=deliberation`);
  expect(late).toMatchObject({ late: true, lateForDays: 10 });
});

test('by organisation, role, convention and person in charge', async () => {
  expect(await kinds(`on=2022-05-01&organisation=${fourmies}`)).toEqual(['deliberation']);
  expect(await kinds('on=2022-05-01&role=copil_secretary')).toEqual(['yearly-meeting']);
  expect(await kinds(`on=2022-06-01&conventionId=${inForce}`)).toEqual([]);
  expect(await kinds('on=2022-01-31&holder=cc-01')).toEqual([]);
  expect(await kinds('on=2022-05-01&holder=cc-01')).toEqual(['yearly-meeting']);
});

test('a year that was reviewed and a copil that was held are asked for no more', async () => {
  for (;;) {
    const asked = await kinds(`on=2023-03-01&conventionId=${inForce}`);
    // The review is learned from another service, a moment later.
    if (!asked.includes('yearly-review')) {
      expect(asked).toEqual(['yearly-meeting']);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

test('the term within twelve months, and past it', async () => {
  expect(await kinds(`on=2026-03-01&conventionId=${inForce}&role=caf_adviser`)).toEqual(['renewal']);
  expect(await kinds(`on=2027-01-01&conventionId=${inForce}&role=caf_adviser`)).toEqual(['end']);
});

describe('what rests on a fact that was annulled is awaited again, or no more', () => {
  const on = '2023-03-01';
  const factOf = async (stream: string, type: string) => {
    for await (const event of scene.store.readStream(stream))
      if (event.type === type) return { factId: event.id, stream, revision: event.revision };
    throw new Error(`No ${type} was recorded.`);
  };

  test('a notice', async () => {
    const stream = `partners.convention-${unsigned}`;
    const noticed = await scene.post(
      `/conventions/${unsigned}/withdrawals`,
      { organisation: anor, noticeOn: '2023-02-01', leavesOn: '2023-06-01' },
      'adviser',
    );
    const notices = async (after: string) =>
      (
        await scene.everything<Task>(`/work?on=${on}&conventionId=${unsigned}&kind=notice`, 'adviser', after)
      ).map(({ organisation }) => organisation);
    expect(await notices(noticed.body.position)).toEqual([anor]);
    const { factId, ...fact } = await factOf(stream, 'partners.SignatoryWithdrawn');
    const annulled = await scene.post(
      `/conventions/${unsigned}/facts/${factId}/annulment`,
      { ...fact, reason: 'Saisi pour une autre commune' },
      'adviser',
    );
    expect(annulled.status).toBe(200);
    expect(await notices(annulled.body.position)).toEqual([]);
  });

  test('a review that another service told of', async () => {
    const stream = `actionplans.plan-${inForce}`;
    const { factId, revision } = await factOf(stream, 'actionplans.YearReviewed');
    await scene.publish(
      { stream, conventionId: inForce, on: '2023-01-10' },
      FactAnnulled({
        factId,
        factType: 'actionplans.YearReviewed',
        factRevision: revision,
        reason: 'Bilan d’une autre année',
        before: { version: 1, data: { year: 2022, decisionId: uuid(9) }, occurredOn: '2022-12-15' },
      }),
    );
    for (;;) {
      const asked = await kinds(`on=${on}&conventionId=${inForce}`);
      if (asked.includes('yearly-review')) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
});

test('page after page, and each what they may see', async () => {
  expect(await work('on=2021-11-01&limit=1')).toEqual(await work('on=2021-11-01'));
  expect(await work('on=2021-11-01', 'elsewhere')).toEqual([]);
  expect((await work('on=2021-11-01', 'mayor')).map(({ convention }) => convention)).toContain(
    'CTG à signer',
  );
  expect(await kinds('on=2021-11-01', 'auditor')).toHaveLength(4);
});

test('planned meetings that nobody told of stand among the rest, however many: in order, each once', async () => {
  const conventionId = uuid(3);
  const plannedOn = (n: number) => `2022-0${1 + Math.floor(n / 10)}-${10 + (n % 10)}`;
  await scene.publish(
    { stream: 'partners.convention', conventionId, on: '2021-09-01' },
    opened('CTG aux réunions'),
    signatoryDesignated(anor),
    signedBy(anor, '2021-12-01'),
  );
  await scene.publish(
    { stream: 'partners.governance', conventionId },
    ...Array.from({ length: 50 }, (_, n) =>
      MeetingPlanned({
        meetingId: uuid(100 + n),
        bodyId: uuid(6),
        bodyKind: 'copil',
        plannedOn: plannedOn(n),
        agenda: [],
      }),
    ),
  );
  const asked = `on=2022-05-30&conventionId=${conventionId}`;
  const all = await work(asked);
  expect(all).toEqual([
    expect.objectContaining({ kind: 'yearly-meeting', since: '2022-01-01' }),
    ...Array.from({ length: 50 }, (_, n) =>
      expect.objectContaining({ kind: 'meeting-to-tell', since: plannedOn(n), meetingId: uuid(100 + n) }),
    ),
  ]);
  expect(await work(`${asked}&limit=7`)).toEqual(all);
  expect(await kinds(`${asked}&role=caf_adviser`)).toEqual([]);
  expect(await kinds(`on=2022-02-12&conventionId=${conventionId}&late=true`)).toHaveLength(12);
});
