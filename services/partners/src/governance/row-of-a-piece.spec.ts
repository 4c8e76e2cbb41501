import type { PublishedEvent } from '@ctg/contracts';
import { BodyCreated, DecisionRecorded, MeetingHeld, MeetingPlanned } from '@ctg/contracts/partners';
import { testId } from '@ctg/decider/testing';
import { workOfRows } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';
import { scene } from '../scene.js';

const [anor, conventionId] = [scene.anor, testId(99)];
const [bodyKind, bodyId] = ['copil', testId(98)] as const;

const pieces = {
  body: (n: number) => BodyCreated({ bodyId: testId(n), kind: 'copil', title: 'Copil', members: [anor] }),
  'planned meeting': (n: number) =>
    MeetingPlanned({ meetingId: testId(n), bodyId, bodyKind, plannedOn: '2026-12-10', agenda: [] }),
  meeting: (n: number) =>
    MeetingHeld({
      meetingId: testId(n),
      bodyId,
      bodyKind,
      heldOn: '2026-03-12',
      attendees: [{ organisation: anor, role: 'Maire' }],
      agenda: [],
    }),
  decision: (n: number) =>
    DecisionRecorded({
      decisionId: testId(n),
      meetingId: testId(97),
      bodyId,
      bodyKind,
      subject: 'diagnostic',
      outcome: 'adopted',
      title: 'Validé',
    }),
};

/** What one more takes behind so many of its kind. */
function rowsTouched(piece: (n: number) => object, before: number): number {
  const life = [scene.opened, ...Array.from({ length: before + 1 }, (_, n) => piece(100 + n))].map(
    (event, revision) =>
      ({
        occurredOn: '2026-03-12',
        ...event,
        cafId: 'caf-59',
        conventionId,
        revision,
      }) as unknown as PublishedEvent,
  );
  return workOfRows(partnersService, life.slice(0, -1), life.slice(-1));
}

test.each(Object.entries(pieces))(
  'one more %s touches no larger rows behind a thousand of them',
  (_name, piece) => {
    const behindTen = rowsTouched(piece, 10);
    expect(behindTen).toBeGreaterThan(0);
    expect(rowsTouched(piece, 1_000)).toBe(behindTen);
  },
);
