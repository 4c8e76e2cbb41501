import { mandate, officerNumbers, officersOn, termsOf } from '@ctg/convention';
import { given } from '@ctg/decider/testing';
import { appointCooperationOfficer, endMandate, handOverMandate } from './mandate.js';

const appointed = given(mandate)
  .when(appointCooperationOfficer, { holder: 'cc-01', employer: '200043404', from: '2026-01-05' })
  .events();

test('a handover says who gives and who takes', () => {
  given(mandate, ...appointed)
    .when(handOverMandate, { to: 'cc-02', on: '2026-09-01' })
    .thenState((state) =>
      expect(termsOf(state)).toEqual([
        { holder: 'cc-01', employer: '200043404', from: '2026-01-05', to: '2026-09-01' },
        { holder: 'cc-02', employer: '200043404', from: '2026-09-01' },
      ]),
    );
});

test('one at a time for all of it, nobody to oneself, nothing before the beginning', () => {
  given(mandate, ...appointed)
    .when(appointCooperationOfficer, { holder: 'cc-02', employer: '200043404', from: '2026-02-01' })
    .thenRejected('mandate-held');
  given(mandate, ...appointed)
    .when(handOverMandate, { to: 'cc-01', on: '2026-09-01' })
    .thenRejected('same-person');
  given(mandate, ...appointed)
    .when(handOverMandate, { to: 'cc-02', on: '2025-09-01' })
    .thenRejected('before-the-mandate');
  given(mandate).when(endMandate, { on: '2026-09-01' }).thenRejected('no-mandate');
});

test('a theme that the convention does not have is said, and a day after its end', () => {
  const frame = {
    effectOn: '2026-01-01',
    lastDay: '2030-12-31',
    themes: ['jeunesse'],
    cogVintage: 2026,
    communes: [],
    left: {},
  };
  const appoint = (theme: string, from = '2026-01-05') =>
    given(mandate).when(
      appointCooperationOfficer,
      { holder: 'cc-01', employer: '200043404', from, themes: [theme] },
      { today: '2031-01-01', frame },
    );
  appoint('jeunesse').thenWarned();
  appoint('logement').thenWarned('theme-not-of-convention');
  appoint('jeunesse', '2031-01-01').thenWarned('after-the-end');
});

test('several at once, each with a territory or themes; a handover concerns one of them', () => {
  const west = { holder: 'cc-01', employer: '200043404', from: '2026-01-05', area: 'Ouest' };
  const young = { holder: 'cc-02', employer: '200043263', from: '2026-02-01', themes: ['jeunesse'] };
  const first = given(mandate).when(appointCooperationOfficer, west).events();
  const second = given(mandate, ...first)
    .when(appointCooperationOfficer, young)
    .events();
  const both = given(mandate, ...first, ...second);
  both.when(appointCooperationOfficer, { ...young, from: '2026-03-01' }).thenRejected('already-in-charge');
  both.when(handOverMandate, { to: 'cc-03', on: '2026-09-01' }).thenRejected('which-mandate');
  both
    .when(handOverMandate, { holder: 'cc-01', to: 'cc-02', on: '2026-09-01' })
    .thenRejected('already-in-charge');
  const handed = both.when(handOverMandate, { holder: 'cc-01', to: 'cc-03', on: '2026-09-01' });
  handed.thenState((state) => {
    const on = (day: string) => officersOn(state, day).map(({ holder }) => holder);
    expect([on('2026-01-04'), on('2026-01-31')]).toEqual([[], ['cc-01']]);
    expect([on('2026-08-31').sort(), on('2026-09-01').sort()]).toEqual([
      ['cc-01', 'cc-02'],
      ['cc-02', 'cc-03'],
    ]);
    expect(state.officers['cc-03']).toMatchObject({ area: 'Ouest', employer: '200043404' });
  });
  const after = given(mandate, ...first, ...second, ...handed.events());
  after.when(endMandate, { holder: 'cc-02', on: '2026-10-01' }).thenState((state) => {
    expect(Object.keys(state.officers)).toEqual(['cc-03']);
  });
});

test('officers have a number in the order in which they first took office, and keep it', () => {
  const appoint = (holder: string, from: string, area: string) => ({
    holder,
    employer: '200043404',
    from,
    area,
  });
  let past = given(mandate)
    .when(appointCooperationOfficer, appoint('cc-09', '2026-02-01', 'Est'))
    .events();
  past = [
    ...past,
    ...given(mandate, ...past)
      .when(appointCooperationOfficer, appoint('cc-07', '2026-01-05', 'Ouest'))
      .events(),
  ];
  const handed = given(mandate, ...past).when(handOverMandate, {
    holder: 'cc-07',
    to: 'cc-01',
    on: '2026-09-01',
  });
  handed.thenState((state) =>
    expect([...officerNumbers(state)]).toEqual([
      ['cc-07', 1],
      ['cc-09', 2],
      ['cc-01', 3],
    ]),
  );
});

test.each([
  ['a day to come is told today and counts from then', '2026-01-01', { effectiveOn: '2026-01-05' }],
  ['a day that has come is when it happened', '2026-03-01', { occurredOn: '2026-01-05' }],
])('%s', (_title, today, days) => {
  const body = { holder: 'cc-01', employer: '200043404', from: '2026-01-05' };
  const [event] = given(mandate).when(appointCooperationOfficer, body, { today }).events();
  const { occurredOn, effectiveOn } = event ?? {};
  expect({ occurredOn, effectiveOn }).toEqual({ occurredOn: undefined, effectiveOn: undefined, ...days });
});
