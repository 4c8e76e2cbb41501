import { given } from '@ctg/decider/testing';
import { governance } from './governance.js';
import { createBody, holdMeeting, recordDecision } from './hold-meeting.js';

const today = '2026-11-23';
const uuid = (n: number) => `0190f0a0-0000-7000-8000-00000000000${n}`;
const bodyOf = (kind: string) =>
  given(governance)
    .when(createBody, { kind, title: 'Instance' }, { today })
    .events()
    .map((event) => ({ ...event, data: { ...(event.data as object), bodyId: uuid(1) } }));
const meetingOf = (kind: string) =>
  given(governance, ...bodyOf(kind))
    .when(holdMeeting, { bodyId: uuid(1), heldOn: '2026-03-02' }, { today })
    .events()
    .map((event) => ({ ...event, data: { ...(event.data as object), meetingId: uuid(2) } }));
const past = (kind: string) => [...bodyOf(kind), ...meetingOf(kind)];
const decision = { meetingId: uuid(2), subject: 'diagnostic', title: 'Diagnostic validé' };

test('a decision is dated by its meeting and names its body', () => {
  const events = given(governance, ...past('copil'))
    .when(recordDecision, decision, { today })
    .events();
  expect(events).toMatchObject([
    {
      type: 'partners.DecisionRecorded',
      occurredOn: '2026-03-02',
      data: { bodyKind: 'copil', outcome: 'adopted' },
    },
  ]);
});

test('only a copil decides on what is reserved to it', () => {
  given(governance, ...past('cotech'))
    .when(recordDecision, decision, { today })
    .thenRejected('copil-decides');
  const other = given(governance, ...past('cotech')).when(
    recordDecision,
    { ...decision, subject: 'other' },
    { today },
  );
  expect(other.events()).toHaveLength(1);
});

test('no decision without a meeting, no meeting without a body, no meeting in the future', () => {
  given(governance, ...bodyOf('copil'))
    .when(recordDecision, decision, { today })
    .thenRejected('not-found');
  given(governance)
    .when(holdMeeting, { bodyId: uuid(1), heldOn: '2026-03-02' }, { today })
    .thenRejected('not-found');
  given(governance, ...bodyOf('copil'))
    .when(holdMeeting, { bodyId: uuid(1), heldOn: '2026-12-24' }, { today })
    .thenRejected('date-in-the-future');
});
