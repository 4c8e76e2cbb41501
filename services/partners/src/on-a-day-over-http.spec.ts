import {
  AmendmentDeliberated,
  CooperationOfficerAppointed,
  MandateHandedOver,
  SignatoryWithdrawn,
} from '@ctg/contracts/partners';
import {
  amendmentProposed,
  amendmentSignedBy,
  conventionOpened,
  signatory,
  signatoryDesignated,
  signedBy,
} from '@ctg/contracts/testing';
import { openApiDocument } from '@ctg/web-service';
import { HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { partnersService } from './index.js';

const scene = new HttpScene(partnersService);
const [conventionId, amendmentId] = [uuid(1), uuid(2)];
const [anor, fourmies, trelon] = ['215900127', '215902495', '215906017'];

/** Opened in October 2021 for 2022 to 2026, signed in February 2023; Trélon joins from 2024 on, signed in 2024. */
beforeAll(async () => {
  await scene.start();
  await scene.publish(
    { stream: 'partners.convention', conventionId, on: '2021-10-04' },
    conventionOpened(),
    signatoryDesignated(anor),
    signatoryDesignated(fourmies, {}, '2021-11-08'),
    signedBy(anor, '2022-12-15'),
    signedBy(fourmies, '2023-02-06'),
    amendmentProposed(amendmentId, '2024-01-01', '2023-09-04', {
      addedCommunes: ['59601'],
      addedSignatories: [signatory(trelon)],
      addedThemes: [{ code: 'jeunesse', label: 'Jeunesse' }],
      newEndsOn: '2027-06-30',
    }),
    ...[anor, fourmies, trelon].flatMap((organisation, index) => [
      AmendmentDeliberated(
        { amendmentId, organisation, deliberatedOn: '2024-02-01', reference: 'r', outcome: 'approved' },
        { occurredOn: '2024-02-01' },
      ),
      amendmentSignedBy(amendmentId, organisation, `2024-03-0${index + 1}`),
    ]),
    SignatoryWithdrawn(
      { organisation: fourmies, noticeOn: '2025-01-06', leavesOn: '2025-06-30' },
      { occurredOn: '2025-01-06', effectiveOn: '2025-06-30' },
    ),
  );
  await scene.publish(
    { stream: 'partners.mandate', conventionId },
    CooperationOfficerAppointed(
      { holder: 'cc-01', employer: anor, from: '2022-03-01' },
      { occurredOn: '2022-03-01' },
    ),
    MandateHandedOver(
      { from: 'cc-01', to: 'cc-02', employer: anor, on: '2024-09-02' },
      { occurredOn: '2024-09-02' },
    ),
  );
});
afterAll(() => scene.close());

const get = async (path: string) => (await scene.get(path, 'adviser')).body;
const convention = (on: string) => get(`/conventions/${conventionId}?on=${on}`);
const items = async (path: string) => (await get(path)).items;

describe('get-convention', () => {
  test.each([
    [
      'before it was opened, of a period that was signed since: covered retroactively from its first day on',
      '2021-10-03',
      {
        status: 'not-open',
      },
    ],
    ['once it is opened', '2021-10-04', { status: 'in-preparation', signatories: 1, amendments: 0 }],
    [
      'once both are designated',
      '2021-11-08',
      { signatories: 2, awaitedSignatories: [{ late: false }, {}], lateSignatories: [] },
    ],
    [
      'inside its period before all had signed',
      '2022-06-01',
      {
        status: 'covered-retroactively',
        completedOn: '2023-02-06',
        territory: { communes: ['59012', '59249'], version: 1 },
      },
    ],
    ['the day before the last signature', '2023-02-05', { lateSignatories: [{ organisation: fourmies }] }],
    ['once all have signed', '2023-02-06', { status: 'in-force', lateSignatories: [] }],
    [
      'the day before the amendment',
      '2023-12-31',
      { territory: { version: 1 }, endsOn: '2026-12-31', themes: [] },
    ],
    [
      'from its written effect on, though it was signed later',
      '2024-01-01',
      {
        territory: { version: 2, communes: ['59012', '59249', '59601'] },
        endsOn: '2027-06-30',
        themes: [{ code: 'jeunesse' }],
        signatories: 3,
      },
    ],
    ['once all have signed the amendment', '2024-03-03', { lateSignatories: [] }],
    ['the last day of who leaves', '2025-06-30', { signatories: 3 }],
    ['the day after', '2025-07-01', { signatories: 2 }],
    ['the last day of the term that was prolonged', '2027-06-30', { status: 'in-force' }],
    ['the day after the term', '2027-07-01', { status: 'past-its-term', lapsedForDays: 1 }],
  ])('%s', async (_when, on, expected) => {
    expect(await convention(on)).toMatchObject({ on, ...expected });
  });
});

test('list-conventions: by a commune only from the day it is one of the perimeter', async () => {
  const listed = (on: string) => items(`/conventions?commune=59601&on=${on}`);
  expect(await listed('2023-12-31')).toEqual([]);
  expect(await listed('2024-01-01')).toMatchObject([{ communes: 3, signatories: 3, endsOn: '2027-06-30' }]);
  expect(await items('/conventions?on=2021-10-03')).toEqual([]);
  expect(await items('/conventions?on=2023-12-31')).toMatchObject([{ awaited: 3, late: 0 }]);
  expect(await items('/conventions?on=2024-02-28')).toMatchObject([{ awaited: 3, late: 3 }]);
  expect(await items('/conventions?on=2024-03-03')).toMatchObject([{ awaited: 0, late: 0 }]);
});

test('late is one thing: in the convention, in the list and in the work list, on each day', async () => {
  for (const on of ['2021-11-08', '2022-01-01', '2023-02-05', '2024-01-01', '2024-03-01', '2024-03-03']) {
    const [{ late }] = await items(`/conventions?on=${on}`);
    const { lateSignatories } = await convention(on);
    const asked = await items(`/work?on=${on}&late=true`);
    const owing = asked.filter(({ kind }: { kind: string }) => ['deliberation', 'signature'].includes(kind));
    const owe = (all: { organisation: string }[]) => all.map(({ organisation }) => organisation).sort();
    expect([on, owe(lateSignatories), late]).toEqual([on, owe(owing), owing.length]);
  }
});

test('list-signatories: who was one that day, and what each had done by then', async () => {
  const listed = (on: string) => items(`/conventions/${conventionId}/signatories?on=${on}`);
  expect(await listed('2021-10-03')).toEqual([]);
  expect(await listed('2021-10-04')).toMatchObject([{ signatory: { organisation: anor }, signed: false }]);
  expect(await listed('2022-12-15')).toMatchObject([{ signed: true }, { signed: false, signatures: [] }]);
  expect(await listed('2023-12-31')).toHaveLength(2);
  expect(await listed('2024-03-02')).toMatchObject([{}, {}, { joinedBy: amendmentId, signed: false }]);
  expect(await listed('2024-03-03')).toMatchObject([{}, {}, { joinedBy: amendmentId, signed: true }]);
  const left = async (on: string) => (await listed(on))[1].leftOn;
  expect([await left('2025-01-05'), await left('2025-01-06')]).toEqual([undefined, '2025-06-30']);
});

test('list-amendments: from its proposal or its effect on, with the signatures of the day', async () => {
  const listed = (on: string) => items(`/conventions/${conventionId}/amendments?on=${on}`);
  expect(await listed('2023-09-03')).toEqual([]);
  expect(await listed('2023-09-04')).toMatchObject([{ status: 'proposed', signatories: [{}, {}, {}] }]);
  expect(await listed('2024-01-01')).toMatchObject([{ status: 'in-effect-retroactively' }]);
  const signatures = async (on: string) =>
    (await listed(on))[0].signatories.map((one: { signatures: unknown[] }) => one.signatures.length);
  expect(await signatures('2024-03-01')).toEqual([1, 0, 0]);
  expect(await signatures('2024-03-03')).toEqual([1, 1, 1]);
});

test('get-mandate: who was in charge that day', async () => {
  const holders = async (on: string) =>
    (await get(`/conventions/${conventionId}/mandate?on=${on}`)).officers.map(
      (one: { holder: string }) => one.holder,
    );
  expect(await holders('2022-02-28')).toEqual([]);
  expect(await holders('2024-09-01')).toEqual(['cc-01']);
  expect(await holders('2024-09-02')).toEqual(['cc-02']);
});

test('every question of this service that takes a day is looked at above, or in a suite of its own', () => {
  const paths = openApiDocument([partnersService]).paths as Record<
    string,
    {
      readonly get?: {
        readonly operationId: string;
        readonly parameters?: readonly { readonly name: string }[];
      };
    }
  >;
  const dated = Object.values(paths).flatMap(({ get: question }) =>
    question?.parameters?.some(({ name }) => name === 'on') ? [question.operationId] : [],
  );
  expect(dated.sort()).toEqual(
    [
      'get-convention',
      'list-conventions',
      'list-signatories',
      'list-amendments',
      'get-mandate',
      'get-coverage',
      'list-place-conventions',
      'list-work',
    ]
      .map((name) => `partners.${name}`)
      .sort(),
  );
});
