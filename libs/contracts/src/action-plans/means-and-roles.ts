import { day } from '@ctg/calendar';
import { organisationId, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const actionRole = z
  .enum(['pilot', 'co-pilot', 'partner', 'funder'])
  .describe('pilot (pilote), co-pilot (copilote), partner (partenaire) ou funder (financeur)');

const actionId = uuid.describe('Fiche-action');
const operationId = uuid.optional().describe('Opération, quand il ne s’agit que d’elle');
const organisation = organisationId.describe('Organisation');

export const RoleAssigned = defineEvent({
  type: 'actionplans.RoleAssigned',
  title: 'Rôle confié dans une action',
  schema: z.object({
    actionId,
    operationId,
    role: actionRole,
    organisation,
    subject: title.optional().describe('Identifiant opaque de la personne qui le tient (jamais un nom)'),
    from: day.describe('Depuis le'),
  }),
});

export const RoleEnded = defineEvent({
  type: 'actionplans.RoleEnded',
  title: 'Rôle terminé dans une action',
  schema: z.object({
    actionId,
    operationId,
    role: actionRole,
    organisation,
    endedOn: day.describe('Dernier jour'),
    successor: organisationId.optional().describe('Organisation qui prend le relais'),
  }),
});

export const meansKind = z
  .enum(['money', 'staff', 'premises', 'equipment', 'other'])
  .describe(
    'money (budget), staff (temps de travail), premises (locaux), equipment (matériel) ou other (autre)',
  );

const means = {
  actionId,
  operationId,
  year: z.int().describe('Année'),
  kind: meansKind,
  funder: organisationId.optional().describe('Organisation qui apporte ces moyens'),
  label: title.optional().describe('Ce que c’est'),
};

export const MeansPlanned = defineEvent({
  type: 'actionplans.MeansPlanned',
  title: 'Moyens prévus',
  schema: z.object({
    meansId: uuid.describe('Ligne de moyens'),
    ...means,
    amount: z.number().optional().describe('Montant en euros'),
    amountText: text.optional().describe('Montant en toutes lettres, quand il n’est pas chiffré'),
  }),
});

export const ActualMeansRecorded = defineEvent({
  type: 'actionplans.ActualMeansRecorded',
  title: 'Moyens réalisés',
  schema: z.object({
    actualId: uuid.describe('Ligne de moyens réalisés'),
    meansId: uuid.optional().describe('Ligne prévue à laquelle elle répond'),
    ...means,
    amount: z.number().optional().describe('Montant en euros'),
    amountText: text.optional().describe('Ce qui a été apporté, quand ce n’est pas chiffré'),
  }),
});
