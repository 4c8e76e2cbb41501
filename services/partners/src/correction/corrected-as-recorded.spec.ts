import {
  AmendmentProposed,
  ConventionFullySigned,
  ConventionRevised,
  CooperationOfficerAppointed,
  Deliberated,
  DocumentFiled,
  MandateHandedOver,
  SignatoryWithdrawn,
  Signed,
} from '@ctg/contracts/partners';
import { amendmentChanges, amendmentProposed } from '@ctg/contracts/testing';
import { convention, mandate } from '@ctg/convention';
import { type ConventionFrame, correctionCommands } from '@ctg/decider';
import { type GivenStream, streamsOf, testId } from '@ctg/decider/testing';
import { scene } from '../scene.js';
import { ofConventions } from './correctable.js';
import { recordedBy } from './recorded-by.js';

const { anor, opened, signatory } = scene;
const conventionId = testId(900);
const [, correct] = correctionCommands({
  service: 'partners',
  route: '/conventions/:conventionId',
  subject: () => conventionId,
  roles: ['caf_adviser'],
  assertRegistered: async () => undefined,
  recordedBy,
  kinds: ofConventions,
});

type Past = GivenStream['past'];

/** What a correction of one event of the past comes to: the code of its refusal, or of what it warns. */
async function corrected(
  past: Past,
  { type }: { readonly type: string },
  change: object,
  { decider = convention as GivenStream['decider'], frame = undefined as ConventionFrame | undefined } = {},
): Promise<readonly string[]> {
  if (!correct?.lookUp) throw new Error('A correction looks up what it corrects.');
  const stream = `${decider.category}-${conventionId}`;
  const revision = past.findLastIndex((event) => event.type === type);
  const params = { conventionId, cafId: 'caf-59', factId: testId(revision + 1) };
  const body = correct.body.parse({ stream, revision, reason: 'Mal lu', ...change });
  const actor = { subject: 'test', role: 'caf_adviser', cafId: 'caf-59' } as const;
  // Everybody whom these facts name is registered.
  const readModel = { query: async <Row>() => [{ organisation: anor }] as Row[] };
  const streams = streamsOf({ decider, subject: conventionId, past });
  const warned: string[] = [];
  try {
    const facts: unknown = await correct.lookUp({ params, body, actor, readModel, streams });
    const warn = (code: string) => void warned.push(code);
    const decision = correct.decide(
      { params, body, actor, facts, today: '2026-11-23', newId: () => testId(1), warn, frame },
      undefined,
    );
    expect(decision).toHaveProperty('0.type', 'partners.FactCorrected');
    return warned;
  } catch (error) {
    return ['refused', (error as { explanation: { code: string } }).explanation.code];
  }
}

const [hash, other] = ['a'.repeat(64), 'b'.repeat(64)];
const signed: Past = [
  opened,
  signatory(anor),
  DocumentFiled({ documentHash: hash, title: 'CTG' }, { occurredOn: '2026-01-02' }),
  Deliberated(
    { organisation: anor, deliberatedOn: '2026-01-12', reference: '2026-03', outcome: 'approved' },
    { occurredOn: '2026-01-12' },
  ),
  Signed(
    {
      organisation: anor,
      signedOn: '2026-01-20',
      signingCapacity: 'legal-representative',
      documentHash: hash,
    },
    { occurredOn: '2026-01-20' },
  ),
  ConventionFullySigned(
    { completedOn: '2026-01-20', effectOn: '2026-01-01', endsOn: '2030-12-31' },
    { occurredOn: '2026-01-20', effectiveOn: '2026-01-01' },
  ),
];
const changes = amendmentChanges({
  addedThemes: [{ code: 'logement', label: 'Logement', nationalTheme: 'logement' as const }],
});
const amended: Past = [...signed, amendmentProposed(testId(800), '2026-07-01', '2026-03-01', changes)];

test('the improbable is said of a correction as of a record, and nothing of what is probable', async () => {
  expect(await corrected(signed, Deliberated, { data: { deliberatedOn: '2010-01-12' } })).toEqual([
    'deliberation-before-opening',
  ]);
  expect(await corrected(signed, Deliberated, { data: { deliberatedOn: '2026-01-13' } })).toEqual([]);
  const frame = {
    effectOn: '2026-01-01',
    lastDay: '2026-01-15',
    themes: [],
    cogVintage: 2026,
    communes: [],
    left: {},
  };
  expect(await corrected(signed, Signed, { data: { signedOn: '2026-01-21' } }, { frame })).toEqual([
    'after-the-end',
  ]);
});

test.each([
  ['after the term', { data: { effectOn: '2050-01-01' } }, 'amendment-after-term'],
  ['before the convention', { data: { effectOn: '2025-12-31' } }, 'amendment-before-convention'],
  ['to a change of nothing', { data: { changes: { ...changes, addedThemes: [] } } }, 'empty-amendment'],
])('an amendment is not corrected %s', async (_what, change, code) => {
  expect(await corrected(amended, AmendmentProposed, change)).toEqual(['refused', code]);
  expect(await corrected(amended, AmendmentProposed, { data: { effectOn: '2026-08-01' } })).toEqual([]);
});

test('nor is the period of the convention so that an amendment falls out of it', async () => {
  const revised = ConventionRevised(
    { title: 'CTG', effectOn: '2026-01-01', endsOn: '2030-12-31', removedThemes: [] },
    { occurredOn: '2026-01-01' },
  );
  const past: Past = [opened, revised, ...amended.slice(1)];
  const ends = (endsOn: string) => corrected(past, ConventionRevised, { data: { endsOn } });
  expect(await ends('2026-06-29')).toEqual(['refused', 'amendment-after-term']);
  expect(await ends('2026-06-30')).toEqual([]);
});

test('what was signed is what was filed', async () => {
  const otherOne = { data: { documentHash: other } };
  expect(await corrected(signed, DocumentFiled, otherOne)).toEqual(['refused', 'other-document']);
  expect(await corrected(signed, Signed, otherOne)).toEqual(['refused', 'other-document']);
  expect(await corrected(signed, DocumentFiled, { data: { title: 'La convention' } })).toEqual([]);
  expect(await corrected(signed.slice(0, 3), DocumentFiled, otherOne)).toEqual([]);
});

test('nobody leaves before the notice, which may have been agreed to be shorter', async () => {
  const notice = { organisation: anor, noticeOn: '2026-03-02', leavesOn: '2026-06-30' };
  const past = [
    ...signed,
    SignatoryWithdrawn(notice, { occurredOn: '2026-03-02', effectiveOn: '2026-06-30' }),
  ];
  const leaves = (leavesOn: string) => corrected(past, SignatoryWithdrawn, { data: { leavesOn } });
  expect(await leaves('2026-03-01')).toEqual(['refused', 'notice-too-short']);
  expect(await leaves('2026-04-30')).toEqual([]);
});

describe('a mandate', () => {
  const past: Past = [
    CooperationOfficerAppointed(
      { holder: 'cc-01', employer: anor, from: '2026-01-05' },
      { occurredOn: '2026-01-05' },
    ),
    MandateHandedOver(
      { from: 'cc-01', to: 'cc-02', on: '2026-09-01', employer: anor },
      { occurredOn: '2026-09-01' },
    ),
  ];
  const of = (type: { readonly type: string }, change: object) =>
    corrected(past, type, change, { decider: mandate });

  test.each([
    ['before it began', MandateHandedOver, { data: { on: '2010-09-01' } }, 'before-the-mandate'],
    ['to oneself', MandateHandedOver, { data: { to: 'cc-01' } }, 'same-person'],
    ['on another day than it says', MandateHandedOver, { effectiveOn: '2010-09-01' }, 'invalid-correction'],
    [
      'so that it begins after it',
      CooperationOfficerAppointed,
      { data: { from: '2026-09-02' } },
      'before-the-mandate',
    ],
  ])('is not corrected to be handed over %s', async (_what, type, change, code) => {
    expect(await of(type, change)).toEqual(['refused', code]);
  });

  test('is corrected to what could have been', async () => {
    expect(await of(MandateHandedOver, { data: { on: '2026-08-01' } })).toEqual([]);
    expect(await of(CooperationOfficerAppointed, { data: { from: '2026-09-01' } })).toEqual([]);
  });
});
