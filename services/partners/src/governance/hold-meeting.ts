import { day } from '@ctg/calendar';
import {
  attendee,
  BodyCreated,
  bodyKind,
  DecisionRecorded,
  decisionOutcome,
  decisionSubject,
  MeetingHeld,
} from '@ctg/contracts/partners';
import { assertPast, defineCommand, notFound, refused } from '@ctg/decider';
import { organisationId, sha256, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { governance } from './governance.js';

export const createBody = defineCommand({
  name: 'partners.create-body',
  title: 'Créer une instance',
  description: 'Comité de pilotage (décide), comité technique (prépare) ou groupe thématique (propose).',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/bodies',
  body: z.strictObject({
    kind: bodyKind,
    title: title.describe('Nom de l’instance'),
    members: z.array(organisationId).max(200).default([]).describe('Organisations membres'),
    createdOn: day.optional().describe('Date de création ; par défaut aujourd’hui'),
  }),
  decider: governance,
  decide({ body: { createdOn, ...body }, newId, today }) {
    assertPast(createdOn ?? today, today, 'Création');
    return [BodyCreated({ bodyId: newId(), ...body }, { occurredOn: createdOn ?? today })];
  },
});

export const holdMeeting = defineCommand({
  name: 'partners.hold-meeting',
  title: 'Enregistrer une réunion',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/meetings',
  body: z.strictObject({
    bodyId: uuid.describe('Instance qui se réunit'),
    heldOn: day.describe('Date de la réunion'),
    attendees: z
      .array(z.strictObject(attendee.shape))
      .max(300)
      .default([])
      .describe('Présents, par organisation et qualité, jamais par nom'),
    agenda: z.array(title).max(100).default([]).describe('Ordre du jour'),
    minutesHash: sha256.optional().describe('SHA-256 du compte rendu'),
  }),
  decider: governance,
  decide({ body: { minutesHash, ...body }, newId, today }, { bodies }) {
    const held = bodies[body.bodyId];
    if (!held) throw notFound('Instance', body.bodyId);
    assertPast(body.heldOn, today, 'Réunion');
    const minutes = minutesHash === undefined ? {} : { minutesHash };
    return [
      MeetingHeld(
        { meetingId: newId(), bodyKind: held.kind, ...body, ...minutes },
        { occurredOn: body.heldOn },
      ),
    ];
  },
});

/** What only the steering committee decides (the life of a convention, column "who decides"). */
const reservedToCopil: ReadonlySet<string> = new Set([
  'diagnostic',
  'priorities',
  'action-plan',
  'yearly-review',
  'amendment',
  'evaluation',
]);

export const recordDecision = defineCommand({
  name: 'partners.record-decision',
  title: 'Enregistrer une décision',
  description:
    'Ce qu’une instance a décidé dans une réunion. Diagnostic, enjeux, plan, bilan, avenant et évaluation : copil seulement.',
  roles: ['copil_secretary'],
  route: '/conventions/:conventionId/decisions',
  body: z.strictObject({
    meetingId: uuid.describe('Réunion'),
    subject: decisionSubject,
    outcome: decisionOutcome.default('adopted'),
    title: title.describe('Ce qui est décidé'),
    details: text.optional().describe('Détail'),
    evidence: z.array(title).max(100).default([]).describe('Pièces sur lesquelles la décision repose'),
  }),
  decider: governance,
  decide({ body: { details, ...body }, newId }, { meetings }) {
    const meeting = meetings[body.meetingId];
    if (!meeting) throw notFound('Réunion', body.meetingId);
    const { bodyId, bodyKind: kind, heldOn } = meeting;
    if (reservedToCopil.has(body.subject) && kind !== 'copil') {
      throw refused({
        code: 'copil-decides',
        title: 'Seul le comité de pilotage décide de cela.',
        expected: 'une réunion d’un copil',
        found: kind,
        advice: 'Enregistrez la décision sur la réunion du copil qui l’a prise.',
      });
    }
    const more = details === undefined ? {} : { details };
    return [
      DecisionRecorded(
        { decisionId: newId(), bodyId, bodyKind: kind, ...body, ...more },
        { occurredOn: heldOn },
      ),
    ];
  },
});
