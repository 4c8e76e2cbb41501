import {
  AmendmentAbandoned,
  AmendmentDeliberated,
  ConventionRenewed,
  ConventionTerminated,
  Deliberated,
  LegalityReceiptRecorded,
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
import { given } from '@ctg/decider/testing';
import {
  type ConventionFacts,
  convention,
  type KnownBeside,
  meetingsToTell,
  missingOfActsOn,
  signaturesAwaitedOn,
  type Task,
  tasksOn,
} from '../index.js';

const [anor, fourmies, trelon] = ['215900127', '215902495', '215906017'];
const id = (n: number) => `0190f0a0-0000-7000-8000-00000000000${n}`;
const amendmentId = id(1);
type Event = NonNullable<typeof convention.event>;

const opened = conventionOpened({}, '2021-09-01');
const designated = [anor, fourmies].map((one) =>
  signatoryDesignated(one, { deliberates: true }, '2021-09-05'),
);
const voted = (organisation: string, on: string) =>
  Deliberated({ organisation, deliberatedOn: on, reference: 'r', outcome: 'approved' }, { occurredOn: on });
const receipt = (organisation: string, on: string) =>
  LegalityReceiptRecorded({ organisation, receiptNumber: '1', receivedOn: on }, { occurredOn: on });
const whole = [anor, fourmies].flatMap((one) => [
  voted(one, '2021-10-01'),
  receipt(one, '2021-10-05'),
  signedBy(one, '2021-12-01'),
]);
const joining = amendmentProposed(amendmentId, '2024-01-01', '2023-05-01', {
  addedCommunes: ['59601'],
  addedSignatories: [signatory(trelon, { deliberates: true })],
});
const joined = (organisation: string, on: string) => [
  AmendmentDeliberated(
    { amendmentId, organisation, deliberatedOn: on, reference: 'r', outcome: 'approved' },
    { occurredOn: on },
  ),
  amendmentSignedBy(amendmentId, organisation, on),
];

const facts = (...events: readonly Event[]): ConventionFacts => {
  const state = given(convention, opened, ...designated, ...events).state();
  if (!state) throw new Error('It was opened.');
  return state;
};
/** Every year was reviewed and had its copil, unless a test says otherwise. */
const beside = (change: Partial<KnownBeside> = {}): KnownBeside => ({
  copilsHeld: [2021, 2022, 2023, 2024, 2025, 2026].map((year) => `${year}-01-01`),
  reviewedYears: new Set([2021, 2022, 2023, 2024, 2025, 2026]),
  amendmentsWithPlan: new Set(),
  ...change,
});
const told = ({ kind, organisation, late }: Task) =>
  [kind, organisation, late ? 'late' : ''].filter(Boolean).join(' ');
const awaited = (state: ConventionFacts, day: string) =>
  signaturesAwaitedOn(state, day).map(({ organisation }) => organisation);
const late = (state: ConventionFacts, day: string) =>
  signaturesAwaitedOn(state, day).flatMap((act) => (act.late ? [act.organisation] : []));
const on = (day: string, state: ConventionFacts, change?: Partial<KnownBeside>) =>
  tasksOn(state, day, beside(change)).map(told);

test('each signatory deliberates, is received, signs: since when, until the effect date, late from it on', () => {
  const begun = facts(voted(anor, '2021-10-01'));
  expect(on('2021-08-31', begun)).toEqual([]);
  expect(on('2021-09-30', begun)).toEqual([`deliberation ${anor}`, `deliberation ${fourmies}`]);
  expect(on('2021-10-01', begun)).toEqual([
    `signature ${anor}`,
    `receipt ${anor}`,
    `deliberation ${fourmies}`,
  ]);
  expect(tasksOn(begun, '2022-01-01', beside())).toMatchObject([
    { kind: 'signature', organisation: anor, since: '2021-10-01', until: '2021-12-31', late: true },
    { kind: 'receipt', since: '2021-10-01', until: '2021-12-01', late: true },
    { kind: 'deliberation', organisation: fourmies, since: '2021-09-05', late: true },
  ]);
  // A vote from before there was a convention asks nothing of anybody before it.
  const early = tasksOn(facts(voted(anor, '2013-12-12')), '2022-01-01', beside());
  expect(early.map(({ kind, since }) => [kind, since])).toEqual([
    ['signature', '2021-09-01'],
    ['receipt', '2013-12-12'],
    ['deliberation', '2021-09-01'],
  ]);
  // Once its assembly has voted it has a day to sign, however late that is.
  expect(tasksOn(facts(voted(anor, '2022-02-01')), '2022-02-01', beside())[0]).toMatchObject({
    kind: 'signature',
    until: '2022-02-01',
    late: false,
  });
  expect(on('2022-01-01', facts(...whole))).toEqual([]);
});

test('a commune that joined by an amendment is awaited on it, and no more once it has signed it', () => {
  const proposed = facts(...whole, joining);
  expect(awaited(proposed, '2023-04-30')).toEqual([]);
  expect(awaited(proposed, '2023-05-01')).toEqual([anor, fourmies, trelon]);
  expect(late(proposed, '2023-12-31')).toEqual([]);
  expect(late(proposed, '2024-01-01')).toEqual([anor, fourmies, trelon]);
  const all = facts(
    ...whole,
    joining,
    ...[anor, fourmies, trelon].flatMap((one) => joined(one, '2023-11-06')),
  );
  expect(awaited(all, '2023-11-05')).toHaveLength(3);
  expect(awaited(all, '2023-11-06')).toEqual([]);
  // The receipts of the amendment are still asked for.
  expect(on('2024-06-01', all)).toEqual([anor, fourmies, trelon].map((one) => `receipt ${one} late`));
});

test('nobody is late on an amendment that was abandoned', () => {
  const abandoned = AmendmentAbandoned({ amendmentId, why: 'Sans objet' }, { occurredOn: '2024-02-01' });
  const state = facts(...whole, joining, abandoned);
  expect(late(state, '2024-01-31')).toEqual([anor, fourmies, trelon]);
  expect(awaited(state, '2024-02-01')).toEqual([]);
  expect(on('2024-02-01', state)).toEqual([]);
});

test('nobody is late where it would change nothing: after the end, or once the term is past', () => {
  expect(late(facts(), '2026-12-31')).toEqual([anor, fourmies]);
  expect(late(facts(), '2027-01-01')).toEqual([]);
});

test('who has left is awaited no more; until then a notice is', () => {
  const leaving = facts(
    voted(anor, '2021-10-01'),
    SignatoryWithdrawn(
      { organisation: fourmies, noticeOn: '2021-10-02', leavesOn: '2021-11-30' },
      { occurredOn: '2021-10-02' },
    ),
  );
  // Its signature is awaited until its notice, what it owes of its acts until its last day.
  expect(on('2021-10-01', leaving)).toContain(`deliberation ${fourmies}`);
  expect(on('2021-10-02', leaving)).toEqual([`signature ${anor}`, `receipt ${anor}`, `notice ${fourmies}`]);
  expect(on('2021-12-01', leaving)).toEqual([`signature ${anor}`, `receipt ${anor}`]);
  expect(awaited(leaving, '2021-12-01')).toEqual([anor]);
});

test('a notice waits for the amendment that removes who leaves, and comes back when it is abandoned', () => {
  const removing = amendmentProposed(amendmentId, '2024-01-01', '2023-06-01', {
    removedSignatories: [fourmies],
  });
  const leaving = [
    ...whole,
    SignatoryWithdrawn(
      { organisation: fourmies, noticeOn: '2023-05-01', leavesOn: '2023-12-31' },
      { occurredOn: '2023-05-01' },
    ),
    removing,
  ];
  expect(on('2023-05-31', facts(...leaving))).toEqual([`notice ${fourmies}`]);
  expect(on('2023-06-01', facts(...leaving))).toEqual([`deliberation ${anor}`]);
  const abandoned = AmendmentAbandoned({ amendmentId, why: 'Sans accord' }, { occurredOn: '2023-07-01' });
  expect(on('2023-07-01', facts(...leaving, abandoned))).toEqual([`notice ${fourmies}`]);
});

test('what the law wants of an act is missing in one answer: of the convention, and of each amendment', () => {
  const missing = (state: ConventionFacts, day: string) => {
    const told = missingOfActsOn(state, day);
    const kinds = { receipt: told.receiptsMissing, 'deliberation-missing': told.deliberationsMissing };
    for (const [kind, organisations] of Object.entries(kinds)) {
      const tasks = tasksOn(state, day, beside()).filter((one) => one.kind === kind);
      expect([...new Set(tasks.map(({ organisation }) => organisation))]).toEqual(organisations);
    }
    return told;
  };
  const none = { receiptsMissing: [], deliberationsMissing: [] };
  const [vote, signature] = joined(anor, '2023-11-06') as [Event, Event];
  const all = facts(...whole, joining, signature, ...joined(fourmies, '2023-11-06'));
  expect(missing(all, '2023-11-05')).toEqual(none);
  expect(missing(all, '2023-11-06')).toEqual({
    receiptsMissing: [anor, fourmies],
    deliberationsMissing: [anor],
  });
  // It is late on the day after the signature; once it is recorded nothing is missing but the receipts.
  expect(on('2023-11-07', all)).toContain(`deliberation-missing ${anor} late`);
  expect(missing(facts(...whole, joining, signature, vote), '2023-11-07').deliberationsMissing).toEqual([]);
  // Once for an organisation that lacks it on both; no more once it has left.
  const without = facts(...whole.filter(({ type }) => type !== LegalityReceiptRecorded.type), joining, vote);
  expect(missing(without, '2023-11-06').receiptsMissing).toEqual([anor, fourmies]);
  const leaving = SignatoryWithdrawn(
    { organisation: anor, noticeOn: '2024-02-01', leavesOn: '2024-05-31' },
    { occurredOn: '2024-02-01' },
  );
  const left = facts(...whole, joining, signature, leaving);
  expect(missing(left, '2024-05-31').receiptsMissing).toEqual([anor]);
  expect(missing(left, '2024-06-01')).toEqual(none);
});

test('who was to sign was settled when the first of them acted, however late the designation was typed in', () => {
  const typed = signatoryDesignated(trelon, { deliberates: true }, '2026-11-30');
  expect(on('2021-10-01', facts(voted(anor, '2021-10-01'), typed))).toContain(`deliberation ${trelon}`);
  expect(on('2021-09-30', facts(voted(anor, '2021-10-01'), typed))).not.toContain(`deliberation ${trelon}`);
});

test('the term counts from twelve months before it; a renewal answers it, past it somebody says what follows', () => {
  expect(on('2025-12-30', facts(...whole))).toEqual([]);
  expect(on('2025-12-31', facts(...whole))).toEqual(['renewal']);
  expect(on('2027-01-01', facts(...whole))).toEqual(['end']);
  const renewed = ConventionRenewed({ newConventionId: id(9) }, { occurredOn: '2026-06-01' });
  expect(on('2026-05-31', facts(...whole, renewed))).toEqual(['renewal']);
  expect(on('2026-06-01', facts(...whole, renewed))).toEqual([]);
});

test('the copil meets and reviews each year of the period', () => {
  const none = { copilsHeld: [], reviewedYears: new Set<number>() };
  expect(on('2021-12-31', facts(...whole), none)).toEqual([]);
  expect(on('2022-03-01', facts(...whole), none)).toEqual(['yearly-meeting']);
  expect(on('2022-11-01', facts(...whole), none)).toEqual(['yearly-meeting', 'yearly-review']);
  expect(on('2023-02-01', facts(...whole), none)).toEqual([
    'yearly-meeting late',
    'yearly-review late',
    'yearly-meeting',
  ]);
  expect(on('2022-12-01', facts(...whole), { reviewedYears: new Set([2021]) })).toEqual(['yearly-review']);
});

test('a planned meeting that is past waits to be told of', () => {
  const planned = [{ meetingId: id(4), plannedOn: '2022-05-02' }];
  const toTell = (day: string, of = facts(...whole)) => meetingsToTell(of, day, planned).map(told);
  expect(toTell('2022-05-02')).toEqual([]);
  expect(toTell('2022-05-03')).toEqual(['meeting-to-tell late']);
  const ended = ConventionTerminated({ endedOn: '2022-06-30' }, { occurredOn: '2022-06-01' });
  expect(toTell('2022-06-30', facts(...whole, ended))).toEqual(['meeting-to-tell late']);
  expect(toTell('2022-07-01', facts(...whole, ended))).toEqual([]);
});

test('an amendment that brings a plan waits for it', () => {
  const bringing = amendmentProposed(amendmentId, '2024-01-01', '2023-05-01', { bringsPlan: true });
  expect(on('2023-06-01', facts(...whole, bringing))).toContain('amendment-plan');
  expect(
    on('2023-06-01', facts(...whole, bringing), { amendmentsWithPlan: new Set([amendmentId]) }),
  ).not.toContain('amendment-plan');
});
