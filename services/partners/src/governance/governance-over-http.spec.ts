import { BodyCreated, DecisionRecorded, MeetingHeld, MeetingPlanned } from '@ctg/contracts/partners';
import { advisers, HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';
import { scene as convention } from '../scene.js';

const scene = new HttpScene(partnersService, advisers);
const [conventionId, copil, cotech] = [uuid(1), uuid(2), uuid(3)];
const kindOf = { [copil]: 'copil', [cotech]: 'cotech' } as const;

const held = (n: number, heldOn: string, bodyId = copil) =>
  MeetingHeld(
    { meetingId: uuid(n), bodyId, bodyKind: kindOf[bodyId] ?? 'copil', heldOn, attendees: [], agenda: [] },
    { occurredOn: heldOn },
  );
const planned = (n: number, plannedOn: string, bodyId = copil) =>
  MeetingPlanned({
    meetingId: uuid(n),
    bodyId,
    bodyKind: kindOf[bodyId] ?? 'copil',
    plannedOn,
    agenda: ['Bilan'],
  });
const decided = (n: number, on: string, outcome: 'adopted' | 'rejected', bodyId = copil) =>
  DecisionRecorded(
    {
      decisionId: uuid(n),
      meetingId: uuid(10),
      bodyId,
      bodyKind: kindOf[bodyId] ?? 'copil',
      subject: 'other',
      outcome,
      title: `Décision ${n}`,
    },
    { occurredOn: on },
  );
const inMeeting = (n: number) => ({ stream: `partners.meeting-${conventionId}.${uuid(n)}`, conventionId });

beforeAll(async () => {
  await scene.start();
  await scene.publish({ stream: 'partners.convention', conventionId }, convention.opened);
  for (const [bodyId, kind] of Object.entries(kindOf))
    await scene.publish(
      { stream: `partners.body-${conventionId}.${bodyId}`, conventionId },
      BodyCreated({ bodyId, kind, title: kind, members: [] }),
    );
  await scene.publish(inMeeting(10), held(10, '2025-03-01'));
  await scene.publish(
    inMeeting(10),
    decided(30, '2025-03-01', 'adopted'),
    decided(31, '2025-03-01', 'rejected'),
  );
  await scene.publish(inMeeting(11), planned(11, '2025-05-01'), held(11, '2025-05-02'));
  await scene.publish(
    inMeeting(12),
    held(12, '2025-04-01', cotech),
    decided(32, '2025-04-01', 'adopted', cotech),
  );
  await scene.publish(inMeeting(13), planned(13, '2027-06-01'));
  await scene.publish(inMeeting(14), planned(14, '2027-05-01', cotech));
});
afterAll(() => scene.close());

interface Piece {
  readonly bodyId?: string;
  readonly meetingId?: string;
  readonly decisionId?: string;
}
const all = (list: string, after?: string) =>
  scene.everything<Piece>(`/conventions/${conventionId}/${list}`, 'adviser', after);
const meetings = async (list: string, after?: string) =>
  (await all(list, after)).map(({ meetingId }) => meetingId);
const decisions = async (query: string) =>
  (await all(`decisions${query}`)).map(({ decisionId }) => decisionId);

test('the bodies, the meetings to come and those held, each in its order, and by the kind of their body', async () => {
  expect((await all('bodies')).map(({ bodyId }) => bodyId)).toEqual([copil, cotech]);
  expect(await meetings('planned-meetings')).toEqual([uuid(14), uuid(13)]);
  expect(await meetings('planned-meetings?bodyKind=copil&limit=1')).toEqual([uuid(13)]);
  expect(await meetings('meetings?limit=1')).toEqual([uuid(11), uuid(12), uuid(10)]);
  expect(await meetings('meetings?bodyKind=copil&limit=1')).toEqual([uuid(11), uuid(10)]);
  expect(await meetings('meetings?bodyKind=thematic-group')).toEqual([]);
});

test('the register of decisions, the most recent first, each on the day of its meeting', async () => {
  expect((await all('decisions'))[0]).toEqual({
    ...decided(32, '2025-04-01', 'adopted', cotech).data,
    decidedOn: '2025-04-01',
  });
  expect(await decisions('?limit=1')).toEqual([uuid(32), uuid(31), uuid(30)]);
  expect(await decisions('?bodyKind=copil&outcome=adopted&limit=1')).toEqual([uuid(30)]);
});

test('a meeting that was not held after all is planned again', async () => {
  const stream = inMeeting(11).stream;
  const facts = [];
  for await (const fact of scene.store.readStream(stream)) facts.push(fact);
  const fact = facts.find(({ type }) => type === MeetingHeld.type);
  const annulled = await scene.post(
    `/conventions/${conventionId}/facts/${fact?.id}/annulment`,
    { stream, revision: fact?.revision, reason: 'Elle n’a pas eu lieu' },
    'adviser',
  );
  expect(annulled.status).toBe(200);
  expect(await meetings('meetings', annulled.body.position)).toEqual([uuid(12), uuid(10)]);
  expect(await meetings('planned-meetings', annulled.body.position)).toEqual([uuid(11), uuid(14), uuid(13)]);
});
