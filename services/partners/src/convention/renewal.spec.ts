import { ConventionLapsed, ConventionOpened } from '@ctg/contracts/partners';
import { type ConventionFacts, convention } from '@ctg/convention';
import { given, testId } from '@ctg/decider/testing';
import { scene } from '../scene.js';
import { lapseConvention } from './ending.js';
import { openConvention } from './open-convention.js';
import { recordRenewal } from './renewal.js';

const { conventionBody, opened, signatory, anor } = scene;
const today = '2031-03-01';
const [former, next] = [testId(98), testId(99)];
const params = { conventionId: former };
const old = [opened, signatory(anor)];

/** Another convention, as the look-up finds it. */
function facts(change: object = {}): ConventionFacts {
  const data = { ...opened.data, effectOn: '2031-02-09', endsOn: '2035-12-31', previousConventionId: former };
  const state = given(
    convention,
    ConventionOpened({ ...data, ...change }, { occurredOn: '2030-11-01' }),
  ).state();
  if (!state) throw new Error('It was opened.');
  return state;
}
const renewing = (change: object = {}, body: object = {}) =>
  given(convention, ...old).when(
    recordRenewal,
    { newConventionId: next, ...body },
    { params, today, facts: facts(change) },
  );

test('both sides say it, and it is one link, recorded once', () => {
  const renewed = renewing().events();
  expect(renewed).toMatchObject([{ data: { newConventionId: next } }]);
  const after = given(convention, ...old, ...renewed);
  after.when(recordRenewal, { newConventionId: next }, { params, today, facts: facts() }).then();
  after
    .when(recordRenewal, { newConventionId: testId(5) }, { params, today, facts: facts() })
    .thenRejected('already-renewed');
  after.when(lapseConvention, {}, { today }).thenRejected('already-renewed');
});

const elsewhere = { name: 'Ailleurs', cogVintage: 2026, communes: ['59601'], epci: [] };
test.each<[string, object, object, string]>([
  ['that names no convention', { previousConventionId: undefined }, {}, 'renewal-not-named'],
  ['that names another', { previousConventionId: testId(7) }, {}, 'renewal-not-named'],
  ['that begins with it', { effectOn: '2026-01-01' }, {}, 'renewal-before-previous'],
  ['that ends before it', { effectOn: '2026-02-01', endsOn: '2030-12-31' }, {}, 'renewal-before-previous'],
  ['of another territory', { territory: elsewhere }, {}, 'renewal-elsewhere'],
  ['before it was opened', {}, { renewedOn: '2030-10-31' }, 'renewed-before-opening'],
  ['of itself', {}, { newConventionId: former }, 'renews-itself'],
])('no renewal by a convention %s', (_what, change, body, code) => {
  renewing(change, body).thenRejected(code);
});

test('the new convention names one that it can renew, when it is opened', () => {
  const state = (...more: readonly NonNullable<typeof convention.event>[]) =>
    given(convention, ...old, ...more).state();
  const opening = (change: object, previous = state()) =>
    given(convention).when(
      openConvention,
      {
        ...conventionBody,
        previousConventionId: former,
        effectOn: '2031-02-09',
        endsOn: '2035-12-31',
        ...change,
      },
      { today, params: { conventionId: next }, facts: { previous } },
    );
  expect(opening({}).events()).toMatchObject([{ data: { previousConventionId: former } }]);
  // A gap is a fact, and so is a convention that lapsed before anybody thought of the next.
  expect(opening({}, state(ConventionLapsed({ endedOn: '2030-12-31' }))).events()).toHaveLength(1);
  opening({ effectOn: '2026-01-01', endsOn: '2029-12-31' }).thenRejected('renewal-before-previous');
  opening({ territory: elsewhere }).thenRejected('renewal-elsewhere');
  const [renewed] = renewing().events();
  if (!renewed) throw new Error('renewed above');
  given(convention)
    .when(
      openConvention,
      { ...conventionBody, previousConventionId: former, effectOn: '2031-02-09', endsOn: '2035-12-31' },
      { today, params: { conventionId: testId(5) }, facts: { previous: state(renewed) } },
    )
    .thenRejected('already-renewed');
});
