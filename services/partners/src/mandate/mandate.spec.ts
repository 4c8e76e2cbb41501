import { mandate } from '@ctg/convention';
import { given } from '@ctg/decider/testing';
import { appointCooperationOfficer, endMandate, handOverMandate } from './mandate.js';

const appointed = given(mandate)
  .when(appointCooperationOfficer, { holder: 'cc-01', employer: '200043404', from: '2026-01-05' })
  .events();

test('a handover says who gives and who takes', () => {
  given(mandate, ...appointed)
    .when(handOverMandate, { to: 'cc-02', on: '2026-09-01' })
    .thenState((state) =>
      expect(state).toEqual({ held: true, holder: 'cc-02', employer: '200043404', from: '2026-09-01' }),
    );
});

test('one at a time, nobody to oneself, nothing before the beginning', () => {
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

test.each([
  ['a day to come is told today and counts from then', '2026-01-01', { effectiveOn: '2026-01-05' }],
  ['a day that has come is when it happened', '2026-03-01', { occurredOn: '2026-01-05' }],
])('%s', (_title, today, days) => {
  const body = { holder: 'cc-01', employer: '200043404', from: '2026-01-05' };
  const [event] = given(mandate).when(appointCooperationOfficer, body, { today }).events();
  const { occurredOn, effectiveOn } = event ?? {};
  expect({ occurredOn, effectiveOn }).toEqual({ occurredOn: undefined, effectiveOn: undefined, ...days });
});
