import { addDays } from '@ctg/calendar';
import { ConventionRenewed, ConventionScoped } from '@ctg/contracts/partners';
import {
  amendmentProposed,
  amendmentSignedBy,
  conventionOpened,
  signatoryDesignated,
  signedBy,
} from '@ctg/contracts/testing';
import { given } from '@ctg/decider/testing';
import { type ConventionFacts, convention, conventionOn, periodsOf, situationOn } from '../index.js';

const organisation = '215900127';
const amendmentId = '0190f0a0-0000-7000-8000-000000000001';
const departementOf = (code: string) => code.slice(0, 2);
const decided = { diagnostic: '2021-11-02', 'action-plan': '2021-11-30', evaluation: '2026-10-06' };

const facts = given(
  convention,
  conventionOpened(
    { territory: { communes: ['59012'] }, themes: [{ code: 'enfance', label: 'Enfance' }] },
    '2021-09-01',
  ),
  ConventionScoped({ expectations: 'Une vue d’ensemble', successCriteria: [] }, { occurredOn: '2021-09-20' }),
  signatoryDesignated(organisation, {}, '2021-10-04'),
  signedBy(organisation, '2022-03-01'),
  amendmentProposed(amendmentId, '2024-01-01', '2023-05-01', {
    addedCommunes: ['02381'],
    addedThemes: [{ code: 'jeunesse', label: 'Jeunesse' }],
  }),
  amendmentSignedBy(amendmentId, organisation, '2023-11-06'),
  ConventionRenewed({ newConventionId: amendmentId }, { occurredOn: '2027-02-01' }),
).state() as ConventionFacts;

test('the life of a convention in periods: its status, its stage and what it is found by', () => {
  const told = periodsOf(facts, decided, departementOf).map(
    ({ from, status, stage, since, themes, departements }) =>
      [from, status, stage, since, themes.join(), departements.join()].join(' '),
  );
  expect(told).toEqual([
    '2021-09-01 in-preparation engagement 2021-09-01 enfance 59',
    '2021-09-20 in-preparation scoping 2021-09-01 enfance 59',
    '2021-11-02 in-preparation diagnostic 2021-09-01 enfance 59',
    '2021-11-30 in-preparation action-plan 2021-09-01 enfance 59',
    '2022-01-01 covered-retroactively carrying-out 2022-01-01 enfance 59',
    '2022-03-01 in-force carrying-out 2022-03-01 enfance 59',
    '2024-01-01 in-force carrying-out 2022-03-01 enfance,jeunesse 59,02',
    '2026-10-06 in-force evaluation 2022-03-01 enfance,jeunesse 59,02',
    '2027-01-01 past-its-term ended 2027-01-01 enfance,jeunesse 59,02',
    '2027-02-01 renewed ended 2027-02-01 enfance,jeunesse 59,02',
  ]);
});

test('they say of each day what is computed of that day', () => {
  const periods = periodsOf(facts, decided, departementOf);
  for (let day = '2021-09-01'; day <= '2027-03-01'; day = addDays(day, 1)) {
    const found = periods.filter(({ from, until = '9999-12-31' }) => from <= day && day <= until);
    expect([day, found.map(({ status, themes }) => [status, themes])]).toEqual([
      day,
      [[situationOn(facts, day).status, conventionOn(facts, day)?.themes.map(({ code }) => code) ?? []]],
    ]);
  }
});
