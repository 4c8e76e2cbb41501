import { day, frenchDay } from '@ctg/calendar';
import { attendee, MeetingHeld, MeetingPlanned } from '@ctg/contracts/partners';
import {
  assertPast,
  defineCommand,
  happenedDay,
  invalid,
  type LookUpInput,
  notFound,
  refused,
} from '@ctg/decider';
import { sha256, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { assertRegistered, organisations } from '../organisation/organisation-row.js';
import { body } from './body.js';
import { meeting } from './meeting.js';

const roles = ['caf_adviser', 'copil_secretary', 'cooperation_officer'] as const;
const stream = ({ conventionId = '', meetingId = '' }) => ({ subject: conventionId, part: meetingId });

const planned = z.strictObject({
  bodyId: uuid.describe('Instance qui se réunira'),
  plannedOn: day.describe('Date prévue, aujourd’hui ou plus tard'),
  agenda: z.array(title).max(100).default([]).describe('Ordre du jour'),
});

export const planMeeting = defineCommand({
  name: 'partners.plan-meeting',
  title: 'Prévoir une réunion',
  description:
    'Une réunion à venir, avec son ordre du jour ; une fois tenue, elle s’enregistre avec hold-planned-meeting.',
  roles,
  route: '/conventions/:conventionId/planned-meetings',
  body: planned,
  decider: meeting,
  creates: 'meetingId',
  stream,
  waitsFor: [],
  lookUp: ({
    body: { bodyId },
    params: { conventionId = '' },
    streams,
  }: LookUpInput<z.infer<typeof planned>>) => streams.state(body, conventionId, bodyId),
  decide({ body: told, params: { meetingId = '' }, facts: known, today }) {
    if (!known) throw notFound('Instance', told.bodyId);
    if (told.plannedOn < today) {
      throw invalid({
        code: 'meeting-already-past',
        title: 'Une réunion se prévoit avant son jour.',
        expected: `à partir du ${frenchDay(today)}`,
        found: frenchDay(told.plannedOn),
        advice: 'Si elle a eu lieu, enregistrez-la (hold-meeting).',
      });
    }
    return [MeetingPlanned({ meetingId, bodyKind: known.kind, ...told })];
  },
});

const held = z.strictObject({
  heldOn: happenedDay.optional().describe('Date de la réunion ; par défaut celle qui était prévue'),
  attendees: z
    .array(z.strictObject(attendee.shape))
    .max(300)
    .default([])
    .describe('Présents, par organisation et qualité, jamais par nom'),
  agenda: z.array(title).max(100).optional().describe('Ordre du jour ; par défaut celui qui était prévu'),
  minutesHash: sha256.optional().describe('SHA-256 du compte rendu'),
});

export const holdPlannedMeeting = defineCommand({
  name: 'partners.hold-planned-meeting',
  title: 'Enregistrer qu’une réunion prévue a eu lieu',
  roles,
  route: '/conventions/:conventionId/planned-meetings/:meetingId/minutes',
  body: held,
  decider: meeting,
  stream,
  waitsFor: [organisations.name],
  lookUp: (input: LookUpInput<z.infer<typeof held>>) =>
    assertRegistered(
      input,
      input.body.attendees.map(({ organisation }) => organisation),
    ),
  decide({ body: { minutesHash, attendees, ...told }, params: { meetingId = '' }, today }, state) {
    if (state?.plannedOn === undefined) throw notFound('Réunion prévue', meetingId);
    if (state.heldOn !== undefined) {
      throw refused({
        code: 'already-held',
        title: 'Cette réunion est déjà enregistrée.',
        found: `tenue le ${frenchDay(state.heldOn)}`,
      });
    }
    const { bodyId, bodyKind } = state;
    const heldOn = told.heldOn ?? state.plannedOn;
    assertPast(heldOn, today, 'Réunion');
    const minutes = minutesHash === undefined ? {} : { minutesHash };
    const agenda = [...(told.agenda ?? state.agenda)];
    return [
      MeetingHeld(
        { meetingId, bodyId, bodyKind, heldOn, attendees, agenda, ...minutes },
        { occurredOn: heldOn },
      ),
    ];
  },
});
