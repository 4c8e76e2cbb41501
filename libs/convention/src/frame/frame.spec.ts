import {
  AmendmentTookEffect,
  ConventionRenewed,
  ConventionRevised,
  ConventionTerminated,
  PerimeterChanged,
  ThemeAdded,
} from '@ctg/contracts/partners';
import {
  amendmentChanges,
  amendmentProposed,
  amendmentSignedBy,
  conventionOpened,
  signatoryDesignated,
  signedBy,
} from '@ctg/contracts/testing';
import type { ConventionFrame } from '@ctg/decider';
import { given } from '@ctg/decider/testing';
import { convention, conventionFrame, frameOf } from '../index.js';

const organisation = '215900127';
const [amendmentId, former, successor] = [1, 2, 3].map((n) => `0190f0a0-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const changes = amendmentChanges({
  addedCommunes: ['59601'],
  removedCommunes: ['59012'],
  addedThemes: [{ code: 'sante-des-jeunes', label: 'Santé des jeunes' }],
  newEndsOn: '2027-12-31',
});

test('what others learn of a convention is what its owner says of it, event after event', () => {
  const life = [
    conventionOpened(
      {
        territory: { cogVintage: 2021, communes: ['59249'] },
        effectOn: '2022-06-01',
        endsOn: '2025-12-31',
        previousConventionId: former,
        themes: [
          { code: 'enfance', label: 'Enfance' },
          { code: 'logement', label: 'Logement' },
        ],
      },
      '2021-09-01',
    ),
    ConventionRevised(
      { title: 'CTG', effectOn: '2022-01-01', endsOn: '2026-12-31', removedThemes: ['logement'] },
      { occurredOn: '2021-10-01' },
    ),
    PerimeterChanged(
      { version: 2, territory: { name: 'T', cogVintage: 2022, communes: ['59249', '59012'], epci: [] } },
      { occurredOn: '2021-10-02' },
    ),
    ThemeAdded({ theme: { code: 'jeunesse', label: 'Jeunesse' } }, { occurredOn: '2021-10-03' }),
    signatoryDesignated(organisation, {}, '2021-10-04'),
    signedBy(organisation, '2021-12-01'),
    amendmentProposed(amendmentId, '2024-01-01', '2023-05-01', changes),
  ];
  const signed = [
    amendmentSignedBy(amendmentId, organisation, '2023-11-06'),
    AmendmentTookEffect(
      { amendmentId, completedOn: '2023-11-06', effectOn: '2024-01-01', changes },
      { occurredOn: '2023-11-06', effectiveOn: '2024-01-01' },
    ),
  ];
  const ended = ConventionTerminated({ endedOn: '2025-06-30' }, { occurredOn: '2025-01-06' });
  const renewed = ConventionRenewed({ newConventionId: successor }, { occurredOn: '2025-06-30' });
  for (const events of [
    ...life.map((_, last) => life.slice(0, last + 1)),
    [...life, ...signed, ended, renewed],
  ]) {
    const facts = given(convention, ...events).state();
    const learned = events.reduce<ConventionFrame | undefined>(
      (frame, event) => conventionFrame.evolve(frame, { ...event, occurredOn: '' } as never),
      undefined,
    );
    expect(learned).toEqual(facts && frameOf(facts));
  }
  const facts = given(convention, ...life, ...signed, renewed).state();
  expect(facts && frameOf(facts)).toEqual({
    effectOn: '2022-01-01',
    lastDay: '2027-12-31',
    themes: ['enfance', 'jeunesse', 'sante-des-jeunes'],
    cogVintage: 2022,
    communes: ['59249', '59601'],
    left: { '59012': '2024-01-01' },
    renews: former,
    renewedBy: successor,
  });
});
