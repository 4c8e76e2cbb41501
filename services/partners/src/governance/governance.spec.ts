import { BodyCreated, MeetingHeld, MeetingPlanned } from '@ctg/contracts/partners';
import { given } from '@ctg/decider/testing';
import { type Body, body } from './body.js';
import { createBody, holdMeeting, recordDecision } from './hold-meeting.js';
import { meeting, mostDecisions } from './meeting.js';
import { holdPlannedMeeting, planMeeting } from './plan-meeting.js';

const today = '2026-11-23';
const uuid = (n: number) => `0190f0a0-0000-7000-8000-00000000000${n}`;
const params = { conventionId: uuid(9), bodyId: uuid(1), meetingId: uuid(2) };
type Kind = Body['kind'];
const held = (kind: Kind) =>
  MeetingHeld(
    { meetingId: uuid(2), bodyId: uuid(1), bodyKind: kind, heldOn: '2026-03-02', attendees: [], agenda: [] },
    { occurredOn: '2026-03-02' },
  );
const decision = { meetingId: uuid(2), subject: 'diagnostic', title: 'Diagnostic validé' };
const deciding = (kind: Kind, change: object = {}) =>
  given(meeting, held(kind)).when(recordDecision, { ...decision, ...change }, { today, params });

test('a body is created, meets, and its meeting is of its kind', () => {
  given(body)
    .when(createBody, { kind: 'copil', title: 'Instance' }, { today, params })
    .then(
      BodyCreated({ bodyId: uuid(1), kind: 'copil', title: 'Instance', members: [] }, { occurredOn: today }),
    );
  given(meeting)
    .when(
      holdMeeting,
      { bodyId: uuid(1), heldOn: '2026-03-02' },
      { today, params, facts: { kind: 'cotech' } },
    )
    .then(held('cotech'));
});

test('a decision is dated by its meeting and names its body', () => {
  expect(deciding('copil').events()).toMatchObject([
    {
      type: 'partners.DecisionRecorded',
      occurredOn: '2026-03-02',
      data: { bodyId: uuid(1), bodyKind: 'copil', outcome: 'adopted' },
    },
  ]);
  expect(recordDecision.stream?.(params, recordDecision.body.parse(decision), {} as never)).toEqual({
    subject: uuid(9),
    part: uuid(2),
  });
});

test('only a copil decides on what is reserved to it', () => {
  deciding('cotech').thenRejected('copil-decides');
  expect(deciding('cotech', { subject: 'other' }).events()).toHaveLength(1);
});

test('no decision without a meeting, no meeting without a body, no meeting in the future', () => {
  given(meeting).when(recordDecision, decision, { today, params }).thenRejected('not-found');
  const facts = { kind: 'copil' } as const;
  given(meeting)
    .when(holdMeeting, { bodyId: uuid(1), heldOn: '2026-03-02' }, { today, params, facts: undefined })
    .thenRejected('not-found');
  given(meeting)
    .when(holdMeeting, { bodyId: uuid(1), heldOn: '2026-12-24' }, { today, params, facts })
    .thenRejected('date-in-the-future');
});

test('one meeting does not decide without end', () => {
  const [decided] = deciding('copil').events();
  if (!decided) throw new Error('decided above');
  given(meeting, held('copil'), ...Array.from({ length: mostDecisions }, () => decided))
    .when(recordDecision, decision, { today, params })
    .thenRejected('too-many');
});

describe('a meeting to come', () => {
  const facts = { kind: 'copil' } as const;
  const planned = given(meeting)
    .when(
      planMeeting,
      { bodyId: uuid(1), plannedOn: '2026-12-10', agenda: ['Bilan'] },
      { today, params, facts },
    )
    .events();

  test('is planned with its agenda, and is not refused as in the future', () => {
    expect(planned).toEqual([
      MeetingPlanned({
        meetingId: uuid(2),
        bodyId: uuid(1),
        bodyKind: 'copil',
        plannedOn: '2026-12-10',
        agenda: ['Bilan'],
      }),
    ]);
    given(meeting)
      .when(planMeeting, { bodyId: uuid(1), plannedOn: '2026-11-22' }, { today, params, facts })
      .thenRejected('meeting-already-past');
  });

  test('decides nothing before it was held, is held once, on its day or another, with the agenda it was planned with', () => {
    const from = given(meeting, ...planned);
    from.when(recordDecision, decision, { today, params }).thenRejected('not-held-yet');
    from.when(holdPlannedMeeting, {}, { today, params }).thenRejected('date-in-the-future');
    const told = from.when(holdPlannedMeeting, {}, { today: '2026-12-11', params }).events();
    expect(told).toMatchObject([
      { data: { heldOn: '2026-12-10', agenda: ['Bilan'] }, occurredOn: '2026-12-10' },
    ]);
    const after = given(meeting, ...planned, ...told);
    after.when(holdPlannedMeeting, {}, { today: '2026-12-11', params }).thenRejected('already-held');
    expect(after.when(recordDecision, decision, { today: '2026-12-11', params }).events()).toHaveLength(1);
    given(meeting).when(holdPlannedMeeting, {}, { today, params }).thenRejected('not-found');
  });
});
