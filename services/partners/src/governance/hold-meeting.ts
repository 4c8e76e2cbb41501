import { frenchDay } from '@ctg/calendar';
import {
  attendee,
  BodyCreated,
  bodyKind,
  DecisionRecorded,
  decisionOutcome,
  decisionSubject,
  MeetingHeld,
} from '@ctg/contracts/partners';
import {
  assertPast,
  assertRoom,
  defineCommand,
  happenedDay,
  type LookUpInput,
  notFound,
  refused,
} from '@ctg/decider';
import { organisationId, sha256, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { assertRegistered, organisations } from '../organisation/organisation-row.js';
import { body } from './body.js';
import { meeting, mostDecisions } from './meeting.js';

const createdBody = z.strictObject({
  kind: bodyKind,
  title: title.describe('Nom de l’instance'),
  members: z
    .array(organisationId)
    .max(200)
    .default([])
    .describe('Organisations membres, enregistrées auparavant'),
  createdOn: happenedDay.optional().describe('Date de création ; par défaut aujourd’hui'),
});

export const createBody = defineCommand({
  name: 'partners.create-body',
  title: 'Créer une instance',
  description: 'Comité de pilotage (décide), comité technique (prépare) ou groupe thématique (propose).',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/bodies',
  body: createdBody,
  decider: body,
  waitsFor: [organisations.name],
  lookUp: (input: LookUpInput<z.infer<typeof createdBody>>) => assertRegistered(input, input.body.members),
  creates: 'bodyId',
  stream: ({ conventionId = '', bodyId = '' }) => ({ subject: conventionId, part: bodyId }),
  decide({ body: { createdOn, ...created }, params: { bodyId = '' }, today }) {
    assertPast(createdOn ?? today, today, 'Création');
    return [BodyCreated({ bodyId, ...created }, { occurredOn: createdOn ?? today })];
  },
});

const meetingBody = z.strictObject({
  bodyId: uuid.describe('Instance qui se réunit'),
  heldOn: happenedDay.describe('Date de la réunion'),
  attendees: z
    .array(z.strictObject(attendee.shape))
    .max(300)
    .default([])
    .describe('Présents, par organisation et qualité, jamais par nom'),
  agenda: z.array(title).max(100).default([]).describe('Ordre du jour'),
  minutesHash: sha256.optional().describe('SHA-256 du compte rendu'),
});

export const holdMeeting = defineCommand({
  name: 'partners.hold-meeting',
  title: 'Enregistrer une réunion',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/meetings',
  body: meetingBody,
  decider: meeting,
  creates: 'meetingId',
  stream: ({ conventionId = '', meetingId = '' }) => ({ subject: conventionId, part: meetingId }),
  waitsFor: [organisations.name],
  async lookUp(input: LookUpInput<z.infer<typeof meetingBody>>) {
    const { bodyId, attendees } = input.body;
    await assertRegistered(
      input,
      attendees.map(({ organisation }) => organisation),
    );
    return input.streams.state(body, input.params.conventionId ?? '', bodyId);
  },
  decide({ body: { minutesHash, ...told }, params: { meetingId = '' }, facts: known, today }) {
    if (!known) throw notFound('Instance', told.bodyId);
    assertPast(told.heldOn, today, 'Réunion');
    const minutes = minutesHash === undefined ? {} : { minutesHash };
    return [
      MeetingHeld({ meetingId, bodyKind: known.kind, ...told, ...minutes }, { occurredOn: told.heldOn }),
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
    evidence: z
      .array(title)
      .max(100)
      .default([])
      .describe(
        'Pièces sur lesquelles la décision repose : leur intitulé, ou l’identifiant d’un besoin, d’une valeur, d’une mesure, d’un jugement… de la convention, ou repris de la précédente (recommandation : « protocole.rang »)',
      ),
  }),
  decider: meeting,
  stream: ({ conventionId = '' }, { meetingId }) => ({ subject: conventionId, part: meetingId }),
  decide({ body: { details, ...decided }, newId }, held) {
    if (!held) throw notFound('Réunion', decided.meetingId);
    const { bodyId, bodyKind: kind, heldOn } = held;
    if (heldOn === undefined) {
      throw refused({
        code: 'not-held-yet',
        title: 'Cette réunion est prévue, elle n’a encore rien décidé.',
        expected: 'une réunion qui a eu lieu',
        found: `prévue le ${frenchDay(held.plannedOn ?? '')}`,
        advice: 'Enregistrez d’abord qu’elle a eu lieu (hold-planned-meeting).',
      });
    }
    if (reservedToCopil.has(decided.subject) && kind !== 'copil') {
      throw refused({
        code: 'copil-decides',
        title: 'Seul le comité de pilotage décide de cela.',
        expected: 'une réunion d’un copil',
        found: kind,
        advice: 'Enregistrez la décision sur la réunion du copil qui l’a prise.',
      });
    }
    assertRoom(held.decisions, mostDecisions, 'de décisions de cette réunion');
    const more = details === undefined ? {} : { details };
    return [
      DecisionRecorded(
        { decisionId: newId(), bodyId, bodyKind: kind, ...decided, ...more },
        { occurredOn: heldOn },
      ),
    ];
  },
});
