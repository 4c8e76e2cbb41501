import { readFileSync } from 'node:fs';
import { ConventionLapsed, ConventionRenewed, ConventionTerminated } from '@ctg/contracts/partners';
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
  asAmended,
  type ConventionFacts,
  convention,
  conventionOn,
  conventionStatuses,
  lifeOf,
  situationOn,
} from '../index.js';

const [anor, fourmies, trelon] = ['215900127', '215902495', '215906017'];
const amendmentId = '0190f0a0-0000-7000-8000-000000000001';
const opened = conventionOpened({ territory: { communes: ['59249', '59012'] } }, '2022-09-01');
const designated = [anor, fourmies].map((one) =>
  signatoryDesignated(one, { deliberates: true }, '2022-09-05'),
);
const both = [signedBy(anor, '2022-12-15'), signedBy(fourmies, '2023-02-06')];
const amendment = (effectOn: string, proposedOn: string, changes: object) =>
  amendmentProposed(amendmentId, effectOn, proposedOn, changes);
const amendmentSigned = (organisation: string, on: string) =>
  amendmentSignedBy(amendmentId, organisation, on);

type Event = NonNullable<typeof convention.event>;
const facts = (...events: readonly Event[]): ConventionFacts => {
  const state = given(convention, opened, ...designated, ...events).state();
  if (!state) throw new Error('It was opened.');
  return state;
};
const statusOn = (day: string, ...events: readonly Event[]) => situationOn(facts(...events), day).status;

describe('period, completion and what was known are three things', () => {
  test.each([
    ['2021-12-31', 'not-open', 'not-open'],
    ['2022-06-01', 'covered-retroactively', 'not-open'],
    ['2022-10-01', 'covered-retroactively', 'in-preparation'],
    ['2023-02-05', 'covered-retroactively', 'in-signature'],
    ['2023-02-06', 'in-force', 'in-signature'],
    ['2026-12-31', 'in-force', 'in-signature'],
    ['2027-01-01', 'past-its-term', 'never-signed'],
  ])('on %s: %s as is known now, %s before the last signature was recorded', (day, now, then) => {
    expect(statusOn(day, ...both)).toBe(now);
    expect(statusOn(day, signedBy(anor, '2022-12-15'))).toBe(then);
  });

  test('what is covered retroactively says so, and when all had signed', () => {
    expect(situationOn(facts(...both), '2022-06-01')).toMatchObject({
      label: 'couverte rétroactivement',
      sentence:
        'Couverte rétroactivement (période du 01/01/2022 au 31/12/2026), signée par tous le 06/02/2023.',
      covered: true,
      completedOn: '2023-02-06',
    });
  });

  test('signed by all after its own term it covers its period, and is in force on no day', () => {
    const late = [signedBy(anor, '2022-12-15'), signedBy(fourmies, '2027-03-01')];
    expect(statusOn('2026-06-01', ...late)).toBe('covered-retroactively');
    expect(statusOn('2027-02-01', ...late)).toBe('past-its-term');
    expect(statusOn('2027-03-01', ...late)).toBe('past-its-term');
  });

  test('it is nothing before it was opened, and before it is known', () => {
    expect(conventionOn(facts(), '2022-08-31')).toBeUndefined();
    expect(situationOn(undefined, '2026-01-01').status).toBe('not-open');
  });
});

describe('amendments', () => {
  const prolonged = (on: string) => [
    ...both,
    amendment('2027-01-01', '2026-11-01', { newEndsOn: '2027-12-31' }),
    amendmentSigned(anor, '2026-12-01'),
    amendmentSigned(fourmies, on),
  ];

  test('signed in time prolongs, signed after the term does not revive', () => {
    expect(statusOn('2027-06-01', ...prolonged('2026-12-31'))).toBe('in-force');
    expect(statusOn('2027-06-01', ...prolonged('2027-01-01'))).toBe('past-its-term');
    const late = facts(...prolonged('2027-01-01'));
    expect(lifeOf(late)).toMatchObject({ lastDay: '2026-12-31', amendments: [{ counts: false }] });
    expect(conventionOn(late, '2027-02-01')?.amendments).toMatchObject([{ status: 'without-effect' }]);
  });

  test('takes effect on its written day, whoever signs later; before it was proposed only what reaches back shows', () => {
    const joining = [
      ...both,
      amendment('2024-01-01', '2024-05-01', {
        addedCommunes: ['59601'],
        addedSignatories: [signatory(trelon, { deliberates: true })],
        cogVintage: 2024,
      }),
      ...[anor, fourmies, trelon].map((one) => amendmentSigned(one, '2024-06-01')),
    ];
    const on = (day: string) => conventionOn(facts(...joining), day);
    expect(on('2023-12-31')).toMatchObject({ amendments: [], territory: { cogVintage: 2022, version: 1 } });
    expect(on('2024-01-01')).toMatchObject({
      amendments: [{ status: 'in-effect-retroactively', effectOn: '2024-01-01', completedOn: '2024-06-01' }],
      territory: { communes: ['59249', '59012', '59601'], cogVintage: 2024, version: 2 },
    });
    expect(on('2024-06-01')).toMatchObject({
      amendments: [{ status: 'in-effect' }],
      signatories: [{ signed: true }, { signed: true }, { signed: true, joinedBy: amendmentId }],
    });
    // Not signed by all: it is proposed from the day it was, and changes nothing.
    const open = facts(...joining.slice(0, -1));
    expect(conventionOn(open, '2024-03-01')?.amendments).toEqual([]);
    expect(conventionOn(open, '2024-06-01')).toMatchObject({
      amendments: [{ status: 'proposed' }],
      territory: { version: 1 },
    });
    expect(asAmended(open).territory.cogVintage).toBe(2022);
  });
});

test('how it ended, and its last day', () => {
  const ended = ConventionTerminated({ endedOn: '2025-06-30' }, { occurredOn: '2025-05-01' });
  expect(statusOn('2025-06-30', ...both, ended)).toBe('in-force');
  expect(situationOn(facts(...both, ended), '2025-07-02')).toMatchObject({
    status: 'terminated',
    lapsedForDays: 2,
  });
  expect(statusOn('2027-01-01', ...both, ConventionLapsed({ endedOn: '2026-12-31' }))).toBe('lapsed');
  const renewed = ConventionRenewed({ newConventionId: amendmentId });
  expect(statusOn('2026-12-31', ...both, renewed)).toBe('in-force');
  expect(statusOn('2027-01-01', ...both, renewed)).toBe('renewed');
});

test('the glossary has every status in the words of the catalogue', () => {
  const glossary = readFileSync(new URL('../../../../docs/glossary.md', import.meta.url), 'utf8');
  for (const [status, words] of Object.entries(conventionStatuses))
    expect(glossary).toContain(`| \`${status}\` | ${words} |`);
});
