import { ConventionTerminated, SignatoryWithdrawn } from '@ctg/contracts/partners';
import {
  amendmentProposed,
  amendmentSignedBy,
  conventionOpened,
  signatoryDesignated,
  signedBy,
} from '@ctg/contracts/testing';
import { given } from '@ctg/decider/testing';
import {
  type ConventionFacts,
  convention,
  coverageOn,
  followed,
  spellsByCommune,
  successionOf,
} from '../index.js';

const [anor, fourmies, trelon] = ['215900127', '215902495', '215906017'];
const communes = [
  { code: '59012', siren: anor },
  { code: '59249', siren: fourmies },
  { code: '59601', siren: trelon },
];
type Event = NonNullable<typeof convention.event>;

/** A convention of Anor and Fourmies, signed by both on a day. */
function signedFor(
  title: string,
  [effectOn, endsOn]: readonly [string, string],
  signedOn: string | undefined,
  ...more: readonly Event[]
): ConventionFacts {
  const both = [anor, fourmies].flatMap((organisation) => [
    signatoryDesignated(organisation, {}, '2017-01-05'),
    ...(signedOn === undefined || (organisation === fourmies && signedOn === 'half')
      ? []
      : [signedBy(organisation, signedOn === 'half' ? effectOn : signedOn)]),
  ]);
  const opened = conventionOpened({ title, territory: { name: title }, effectOn, endsOn }, '2017-01-01');
  const state = given(convention, opened, ...both, ...more).state();
  if (!state) throw new Error('It was opened.');
  return { ...state, conventionId: title };
}

const first = signedFor('CTG 1', ['2018-01-01', '2020-12-31'], '2018-01-01');
/** 404 days later; signed 13 months after its effect date. */
const second = signedFor('CTG 2', ['2022-02-09', '2025-12-31'], '2023-03-10');
const third = signedFor('CTG 3', ['2025-11-01', '2029-12-31'], '2025-10-01');
const all = [first, second, third];
const anorOn = (day: string, conventions = all) =>
  coverageOn(conventions.map(followed), communes.slice(0, 1), day);

test.each([
  ['2017-12-31', 'not-covered', { coveredAgainOn: '2018-01-01' }],
  ['2018-01-01', 'in-force', { communes: [{ signed: true, coveredBy: ['CTG 1'] }] }],
  ['2020-12-31', 'in-force', {}],
  ['2021-01-01', 'lapsed', { lapsedOn: '2020-12-31', lapsedForDays: 1, coveredAgainOn: '2022-02-09' }],
  ['2022-02-08', 'lapsed', { lapsedForDays: 404 }],
  ['2022-02-09', 'covered-retroactively', { communes: [{ signed: false, coveredBy: ['CTG 2'] }] }],
  ['2023-03-10', 'in-force', { communes: [{ signed: true }] }],
  ['2025-11-01', 'overlapping', { communes: [{ coveredBy: ['CTG 2', 'CTG 3'] }] }],
  ['2026-01-01', 'in-force', { communes: [{ coveredBy: ['CTG 3'] }] }],
])('on %s Anor is %s', (day, status, more) => {
  expect(anorOn(day)).toMatchObject({ status, ...more });
});

test('what was not signed yet covers nobody: known then, the days of the second are lapsed', () => {
  const then = [first, signedFor('CTG 2', ['2022-02-09', '2025-12-31'], 'half')];
  expect(anorOn('2022-02-09', then)).toMatchObject({ status: 'lapsed', lapsedForDays: 405 });
  expect(anorOn('2022-02-09', then)).not.toHaveProperty('coveredAgainOn');
});

test('gap and overlap between successive conventions are days, whatever the day that is asked for', () => {
  const codes = communes.map(({ code }) => code);
  const after = (facts: ConventionFacts, others = all) =>
    successionOf(facts, spellsByCommune(others.map(followed), codes));
  expect(after(first)).toBeUndefined();
  expect(after(second)).toEqual({
    conventionId: 'CTG 1',
    title: 'CTG 1',
    gapDays: 404,
    overlapDays: 0,
  });
  expect(after(third)).toMatchObject({ conventionId: 'CTG 2', gapDays: 0, overlapDays: 61 });
  const ended = signedFor(
    'CTG 2',
    ['2022-02-09', '2025-12-31'],
    '2023-03-10',
    ConventionTerminated({ endedOn: '2025-10-31' }, { occurredOn: '2025-09-01' }),
  );
  expect(after(third, [first, ended, third])).toMatchObject({ gapDays: 0, overlapDays: 0 });
});

/** The first convention, with Trélon brought in from 2019 on by an amendment that both sign on a day. */
function joinedBy(signedOn: string): ConventionFacts {
  const amendmentId = '0190f0a0-0000-7000-8000-000000000001';
  return signedFor(
    'CTG 1',
    ['2018-01-01', '2020-12-31'],
    '2018-01-01',
    amendmentProposed(amendmentId, '2019-01-01', '2018-10-01', { addedCommunes: ['59601'] }),
    ...[anor, fourmies].map((organisation) => amendmentSignedBy(amendmentId, organisation, signedOn)),
  );
}

test('a place is covered in part; a commune that joins by amendment is covered from its effect on', () => {
  const joined = joinedBy('2018-11-05');
  expect(coverageOn([followed(joined)], communes, '2018-12-31')).toMatchObject({
    status: 'partly-covered',
    sentence: 'Le 31/12/2018, couvert en partie (2 communes sur 3) : « CTG 1 » (en vigueur).',
    communes: [{}, {}, { status: 'not-covered', coveredAgainOn: '2019-01-01' }],
  });
  expect(coverageOn([followed(joined)], communes, '2019-01-01')).toMatchObject({
    status: 'in-force',
    // It is covered, and signed nothing itself.
    communes: [{ signed: true }, { signed: true }, { coveredBy: ['CTG 1'], signed: false }],
  });
});

test('a commune whose amendment was signed after its effect is covered retroactively until then', () => {
  const late = joinedBy('2019-03-04');
  const trelonOn = (day: string) => coverageOn([followed(late)], communes.slice(2), day);
  expect(trelonOn('2018-12-31')).toMatchObject({ status: 'not-covered', coveredAgainOn: '2019-01-01' });
  expect(trelonOn('2019-02-01')).toMatchObject({ status: 'covered-retroactively' });
  expect(trelonOn('2019-03-04')).toMatchObject({ status: 'in-force' });
  expect(coverageOn([followed(late)], communes.slice(0, 1), '2019-02-01')).toMatchObject({
    status: 'in-force',
  });
});

test('a commune that has left is in the perimeter still, and not among those that have signed', () => {
  const leaving = SignatoryWithdrawn(
    { organisation: fourmies, noticeOn: '2019-03-31', leavesOn: '2019-06-30' },
    { occurredOn: '2019-03-31', effectiveOn: '2019-06-30' },
  );
  const left = signedFor('CTG 1', ['2018-01-01', '2020-12-31'], '2018-01-01', leaving);
  const signed = (day: string) =>
    coverageOn([followed(left)], communes.slice(0, 2), day).communes.map((one) => [
      one.coveredBy.length,
      one.signed,
    ]);
  expect(signed('2019-06-30')).toEqual([
    [1, true],
    [1, true],
  ]);
  expect(signed('2019-07-01')).toEqual([
    [1, true],
    [1, false],
  ]);
});
