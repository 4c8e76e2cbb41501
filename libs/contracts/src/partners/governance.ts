import { day } from '@ctg/calendar';
import { organisationId, sha256, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const bodyKind = z
  .enum(['copil', 'cotech', 'thematic-group'])
  .describe('copil (comité de pilotage), cotech (comité technique) ou thematic-group (groupe thématique)');

export const decisionSubject = z
  .enum([
    'diagnostic',
    'priorities',
    'action-plan',
    'yearly-review',
    'amendment',
    'evaluation',
    'governance',
    'other',
  ])
  .describe(
    'Objet de la décision : diagnostic (diagnostic partagé), priorities (enjeux), action-plan (plan d’actions), yearly-review (bilan annuel), amendment (avenant), evaluation (évaluation), governance (gouvernance) ou other (autre objet)',
  );

export const decisionOutcome = z
  .enum(['adopted', 'rejected', 'postponed'])
  .describe('adopted (adoptée), rejected (rejetée) ou postponed (reportée)');

/** Who sat there, by organisation and role: never by name. */
export const attendee = z.object({
  organisation: organisationId.describe('Organisation présente'),
  role: title.describe('En quelle qualité (élu, technicien…)'),
});

const bodyId = uuid.describe('Instance');
const meetingId = uuid.describe('Réunion');

export const BodyCreated = defineEvent({
  type: 'partners.BodyCreated',
  title: 'Instance créée',
  schema: z.object({
    bodyId,
    kind: bodyKind,
    title: title.describe('Nom de l’instance'),
    members: z.array(organisationId).describe('Organisations membres'),
  }),
});

export const MeetingPlanned = defineEvent({
  type: 'partners.MeetingPlanned',
  title: 'Réunion prévue',
  schema: z.object({
    meetingId,
    bodyId,
    bodyKind,
    plannedOn: day.describe('Date prévue'),
    agenda: z.array(title).describe('Ordre du jour'),
  }),
});

export const MeetingHeld = defineEvent({
  type: 'partners.MeetingHeld',
  title: 'Réunion tenue',
  schema: z.object({
    meetingId,
    bodyId,
    bodyKind,
    heldOn: day.describe('Date de la réunion'),
    attendees: z.array(attendee).describe('Organisations présentes'),
    agenda: z.array(title).describe('Ordre du jour'),
    minutesHash: sha256.optional().describe('SHA-256 du compte rendu'),
  }),
});

export const DecisionRecorded = defineEvent({
  type: 'partners.DecisionRecorded',
  title: 'Décision enregistrée',
  schema: z.object({
    decisionId: uuid.describe('Décision'),
    meetingId,
    bodyId,
    bodyKind,
    subject: decisionSubject,
    outcome: decisionOutcome,
    title: title.describe('Ce qui est décidé'),
    details: text.optional().describe('Détail de la décision'),
    evidence: z.array(title).optional().describe('Pièces sur lesquelles elle repose'),
  }),
});
