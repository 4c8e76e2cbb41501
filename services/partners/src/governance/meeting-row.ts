import type { DataOf } from '@ctg/contracts';
import { MeetingHeld, MeetingPlanned } from '@ctg/contracts/partners';
import { foldOf } from '@ctg/decider';
import type { Lines, Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

type Planned = DataOf<typeof MeetingPlanned>;
type Held = DataOf<typeof MeetingHeld>;

/** A meeting of a body: planned until it is told that it was held. */
@Entity({ name: 'meeting' })
export class MeetingRow {
  @PrimaryColumn('text', { name: 'meeting_id' }) meetingId!: string;
  @Column('text', { name: 'convention_id' }) conventionId!: string;
  @Column('text', { name: 'caf_id' }) cafId!: string;
  @Column('text', { name: 'body_kind' }) bodyKind!: Held['bodyKind'];
  @Column('text') status!: 'planned' | 'held';
  /** For which it is planned, or on which it was held. */
  @Column('text') day!: string;
  /** As it was planned, or as it was held. */
  @Column('jsonb') document!: Planned | Held;
}

/** An organisation that sat in a meeting. */
@Entity({ name: 'meeting_attendee' })
export class MeetingAttendee {
  @PrimaryColumn('text', { name: 'meeting_id' }) meetingId!: string;
  @PrimaryColumn('text', { name: 'convention_id' }) conventionId!: string;
  @PrimaryColumn('text', { name: 'caf_id' }) cafId!: string;
  @PrimaryColumn('text') organisation!: string;
}

const attendeeLines: Lines<MeetingRow> = {
  entity: MeetingAttendee,
  of({ meetingId, conventionId, cafId, document }) {
    const attendees = 'attendees' in document ? document.attendees : [];
    return [...new Set(attendees.map(({ organisation }) => organisation))].map((organisation) => ({
      meetingId,
      conventionId,
      cafId,
      organisation,
    }));
  },
};

type Columns = Pick<MeetingRow, 'bodyKind' | 'status' | 'day' | 'document'>;

const meeting = foldOf<Columns | undefined>()([MeetingPlanned, MeetingHeld], {
  [MeetingPlanned.type]: (_before, document) => ({
    bodyKind: document.bodyKind,
    status: 'planned',
    day: document.plannedOn,
    document,
  }),
  [MeetingHeld.type]: (_before, document) => ({
    bodyKind: document.bodyKind,
    status: 'held',
    day: document.heldOn,
    document,
  }),
});

export const meetings: Projection<MeetingRow> = {
  name: 'meetings',
  entity: MeetingRow,
  key: 'meetingId',
  source: 'own',
  lines: [attendeeLines],
  eventTypes: meeting.eventTypes,
  keys: ({ data }) => [data.meetingId as string],
  apply(row, event, meetingId) {
    const after = meeting.evolve(row, event);
    return after && { ...after, meetingId, conventionId: event.conventionId ?? '', cafId: event.cafId };
  },
};
