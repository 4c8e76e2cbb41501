import { protocol } from '@ctg/convention/evaluation';
import { Rejection } from '@ctg/decider';
import { given, streamsOf, testId } from '@ctg/decider/testing';
import { nationalCriteria, openProtocol } from './open-protocol.js';
import { protocolOf, protocolRead } from './protocol-row.js';

const [first, second] = [testId(101), testId(102)];
const body = {
  title: 'Évaluation finale',
  scope: { kind: 'convention', conventionIds: [first] },
  evaluators: ['200043404'],
};
const params = { protocolId: testId(50) };

test('without criteria nor questions, the four national questions are asked', () => {
  const [opened, ...others] = given(protocol)
    .when(openProtocol, body, { params, today: '2026-03-01' })
    .events();
  expect(others).toEqual([]);
  expect(opened).toMatchObject({
    type: 'evaluation.ProtocolOpened',
    occurredOn: '2026-03-01',
    data: {
      protocolId: params.protocolId,
      criteria: nationalCriteria.map(({ code, label }) => ({ code, label })),
      questions: ['coherence', 'atteinte', 'moyens', 'durabilite'].map((criterion) => ({ criterion })),
    },
  });
});

test('criteria, questions and waves of one’s own replace them', () => {
  const own = {
    criteria: [{ code: 'effets', label: 'Effets' }],
    questions: [{ code: 'q1', criterion: 'effets', text: 'Quels effets ?' }],
    waves: [{ code: 'v1', label: 'Début', from: '2026-01-01', to: '2026-01-31' }],
  };
  given(protocol)
    .when(openProtocol, { ...body, ...own }, { params })
    .thenState((state) =>
      expect(state).toMatchObject({
        criteria: own.criteria,
        questions: own.questions,
        waves: [{ code: 'v1', label: 'Début', period: { from: '2026-01-01', to: '2026-01-31' } }],
      }),
    );
});

const wave = { code: 'v1', label: 'Début', from: '2026-02-01', to: '2026-01-31' };
const stray = { code: 'q1', criterion: 'ailleurs', text: 'Quels effets ?' };
test.each<[string, object]>([
  ['several-conventions', { scope: { kind: 'convention', conventionIds: [first, second] } }],
  ['convention-twice', { scope: { kind: 'cohort', conventionIds: [first, first] } }],
  ['end-before-start', { waves: [wave] }],
  ['unknown-criterion', { questions: [stray] }],
])('refused: %s', (code, change) => {
  given(protocol)
    .when(openProtocol, { ...body, ...change }, { params })
    .thenRejected(code);
});

test('a protocol is opened once', () => {
  const opened = given(protocol).when(openProtocol, body, { params }).events();
  given(protocol, ...opened)
    .when(openProtocol, body, { params })
    .thenRejected('already-open');
});

test.each<[string, object]>([
  ['no evaluator', { evaluators: [] }],
  ['no convention', { scope: { kind: 'cohort', conventionIds: [] } }],
  ['no title', { title: '' }],
  ['an evaluator that is no organisation', { evaluators: ['123456789'] }],
])('the body is refused with %s', (_what, change) => {
  expect(openProtocol.body.safeParse({ ...body, ...change }).success).toBe(false);
});

/** Answers every question with these rows. */
const answering = (...rows: object[]) => ({ query: async <Row>() => rows as Row[] });
const refusal = (looking: unknown) =>
  Promise.resolve(looking).then(
    () => 'accepted',
    (fault: unknown) => (fault instanceof Rejection ? fault.explanation.code : String(fault)),
  );
const lookUp = (cafId: string | undefined, ...rows: object[]) =>
  refusal(
    openProtocol.lookUp?.({
      body: openProtocol.body.parse(body),
      params,
      actor: { subject: 'u1', role: 'evaluator', ...(cafId === undefined ? {} : { cafId }) },
      readModel: answering(...rows),
      streams: streamsOf(),
    }),
  );

test('a protocol is opened on known conventions, of one’s own Caf', async () => {
  // Its evaluator is registered.
  const known = { id: first, cafId: 'caf-59', organisation: body.evaluators[0] };
  expect(await lookUp('caf-59', known)).toBe('accepted');
  // Another Caf's is answered as one that is not there.
  expect(await lookUp('caf-62', known)).toBe('not-known-yet');
  expect(await lookUp(undefined, known)).toBe('not-known-yet');
  expect(await lookUp('caf-59')).toBe('not-known-yet');
  expect(await lookUp('caf-59', { id: first, cafId: '' })).toBe('not-known-yet');
});

test('evidence is gathered under a known protocol, on a convention of its scope', async () => {
  const row = { document: { scope: { kind: 'convention', conventionIds: [first] } } };
  const of = (conventionId: string, ...rows: object[]) => ({
    command: () => refusal(protocolOf(answering(...rows), { ...params, conventionId })),
    query: () => refusal(protocolRead(answering(...rows), { ...params, conventionId })),
  });
  expect(await of(first, row).command()).toBe('accepted');
  expect(await of(first).command()).toBe('not-known-yet');
  expect(await of(second, row).command()).toBe('convention-not-in-scope');
  expect(await of(first, row).query()).toBe('accepted');
  expect(await of(second, row).query()).toBe('not-found');
  expect(await of(first).query()).toBe('not-found');
});
