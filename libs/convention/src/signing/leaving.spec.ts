import { SignatoryWithdrawn } from '@ctg/contracts/partners';
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
  conventionOn,
  lifeOf,
  presentSignatories,
  signaturesAwaitedOn,
  situationOn,
} from '../index.js';

const [anor, fourmies, trelon] = ['215900127', '215902495', '215906017'];
const [first, second] = ['0190f0a0-0000-7000-8000-000000000001', '0190f0a0-0000-7000-8000-000000000002'];
type Event = NonNullable<typeof convention.event>;

const opened = conventionOpened({}, '2021-09-01');
const designated = (organisation: string, required = true) =>
  signatoryDesignated(organisation, { required }, '2021-09-05');
const notice = (organisation: string, noticeOn: string, leavesOn: string) =>
  SignatoryWithdrawn({ organisation, noticeOn, leavesOn }, { occurredOn: noticeOn, effectiveOn: leavesOn });
const facts = (...events: readonly Event[]): ConventionFacts => {
  const state = given(convention, opened, designated(anor), designated(fourmies), ...events).state();
  if (!state) throw new Error('It was opened.');
  return state;
};
const completed = (...events: readonly Event[]) => {
  const { completedOn, amendments } = lifeOf(facts(...events));
  return [completedOn, ...amendments.map((one) => one.completedOn)];
};
const whole = [signedBy(anor, '2021-12-01'), signedBy(fourmies, '2021-12-01')];
const prolonging = amendmentProposed(first, '2024-01-01', '2023-03-01', { newEndsOn: '2027-12-31' });

describe('an amendment under way, and one who has not signed it gives notice', () => {
  const leaving = notice(fourmies, '2023-05-02', '2023-08-31');

  test.each([
    ['the last signature, after the notice', '2023-06-01', '2023-06-01'],
    ['the notice, after the last signature', '2023-04-01', '2023-05-02'],
  ])('it is completed by %s', (_which, signedOn, on) => {
    expect(completed(...whole, prolonging, amendmentSignedBy(first, anor, signedOn), leaving)).toEqual([
      '2021-12-01',
      on,
    ]);
  });

  test('it waits for the others, and for who leaves no more from its notice on', () => {
    const state = facts(...whole, prolonging, leaving);
    const awaited = (day: string) => signaturesAwaitedOn(state, day).map(({ organisation }) => organisation);
    expect(awaited('2023-05-01')).toEqual([anor, fourmies]);
    expect(awaited('2023-05-02')).toEqual([anor]);
    expect(lifeOf(state).amendments[0]?.completedOn).toBeUndefined();
  });

  test('who leaves and signs all the same completes it by the last of the other signatures', () => {
    const all = [prolonging, amendmentSignedBy(first, fourmies, '2023-05-20'), leaving];
    expect(completed(...whole, ...all, amendmentSignedBy(first, anor, '2023-04-01'))[1]).toBe('2023-05-02');
    expect(completed(...whole, ...all, amendmentSignedBy(first, anor, '2023-06-01'))[1]).toBe('2023-06-01');
  });

  test('where all have gone and nobody has signed, nothing is agreed', () => {
    expect(completed(...whole, prolonging, leaving, notice(anor, '2023-05-03', '2023-08-31'))[1]).toBe(
      undefined,
    );
  });
});

test('one that an amendment removes is required on the others until that one is completed, whatever day it reaches back to', () => {
  const removing = amendmentProposed(second, '2023-04-01', '2023-03-02', { removedSignatories: [fourmies] });
  const events = [...whole, prolonging, removing, amendmentSignedBy(first, anor, '2023-03-15')];
  const both = [
    amendmentSignedBy(second, anor, '2023-04-20'),
    amendmentSignedBy(second, fourmies, '2023-05-05'),
  ];
  expect(completed(...events, ...both.slice(0, 1))).toEqual(['2021-12-01', undefined, undefined]);
  expect(completed(...events, ...both)).toEqual(['2021-12-01', '2023-05-05', '2023-05-05']);
  expect(lifeOf(facts(...events, ...both)).lastDay).toBe('2027-12-31');
});

test('an amendment signed too late removes nobody, and completes no other', () => {
  const removing = amendmentProposed(second, '2026-06-01', '2026-03-02', { removedSignatories: [fourmies] });
  const late = [
    amendmentSignedBy(second, anor, '2027-01-02'),
    amendmentSignedBy(second, fourmies, '2027-01-02'),
  ];
  expect(
    completed(...whole, prolonging, removing, amendmentSignedBy(first, anor, '2023-03-15'), ...late)[1],
  ).toBe(undefined);
});

test('the convention itself is completed by the notice of the last that had not signed it', () => {
  const events = [signedBy(anor, '2021-12-01'), notice(fourmies, '2022-02-01', '2022-05-01')];
  expect(completed(...events)).toEqual(['2022-02-01']);
  expect(situationOn(facts(...events), '2022-01-15').status).toBe('covered-retroactively');
  expect(situationOn(facts(...events), '2022-02-01').status).toBe('in-force');
  expect(situationOn(facts(events[0] as Event), '2022-02-01').status).toBe('in-signature');
});

describe('who joins again', () => {
  const back = amendmentProposed(first, '2024-01-01', '2023-10-01', {
    addedSignatories: [signatory(fourmies)],
  });
  const joining = [
    ...whole,
    notice(fourmies, '2023-05-02', '2023-08-31'),
    back,
    amendmentSignedBy(first, anor, '2023-11-01'),
  ];
  const joined = [...joining, amendmentSignedBy(first, fourmies, '2023-12-01')];

  test('is required on the amendment by which it does, and is a party again from then on', () => {
    expect(completed(...joining)[1]).toBeUndefined();
    expect(completed(...joined)[1]).toBe('2023-12-01');
    const present = (...events: readonly Event[]) =>
      presentSignatories(facts(...events)).map(({ organisation }) => organisation);
    expect(present(...joining)).toEqual([anor]);
    expect(present(...joined)).toEqual([anor, fourmies]);
    const lastDay = (day: string) =>
      conventionOn(facts(...joined), day)?.signatories.find(
        ({ signatory }) => signatory.organisation === fourmies,
      )?.leftOn;
    expect([lastDay('2023-05-01'), lastDay('2023-12-31'), lastDay('2024-01-01')]).toEqual([
      undefined,
      '2023-08-31',
      undefined,
    ]);
  });

  test('is required on what is proposed next, until it gives notice again', () => {
    const next = amendmentProposed(second, '2025-01-01', '2024-10-01', {
      addedSignatories: [signatory(trelon)],
    });
    const events = [
      ...joined,
      next,
      amendmentSignedBy(second, anor, '2024-11-01'),
      amendmentSignedBy(second, trelon, '2024-11-02'),
    ];
    expect(completed(...events)[2]).toBeUndefined();
    const again = notice(fourmies, '2024-11-20', '2025-02-28');
    expect(completed(...events, again)[2]).toBe('2024-11-20');
    // The first notice stays what it was.
    expect(completed(...events, again)[1]).toBe('2023-12-01');
  });
});
