import { inseeCode, organisationId, siret, title } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { organisationKind } from './organisation-kind.js';

export const OrganisationRegistered = defineEvent({
  type: 'partners.OrganisationRegistered',
  title: 'Organisation enregistrée',
  schema: z.object({
    organisation: organisationId.describe('SIREN, ou RNA d’une association'),
    name: title.describe('Nom de l’organisation'),
    kind: organisationKind,
    inseeCode: inseeCode.optional().describe('Commune : son code INSEE'),
    cogVintage: z.int().optional().describe('Millésime du code officiel géographique où elle a été vérifiée'),
    siret: siret.optional().describe('SIRET de l’établissement'),
  }),
});

export const OrganisationIdentifiersChanged = defineEvent({
  type: 'partners.OrganisationIdentifiersChanged',
  title: 'Identifiants d’une organisation changés',
  schema: z.object({
    organisation: organisationId.describe('Organisation'),
    inseeCode: inseeCode.optional().describe('Nouveau code INSEE ; absent : inchangé'),
    cogVintage: z.int().optional().describe('Millésime où elle a été vérifiée ; absent : inchangé'),
    siret: siret.optional().describe('Nouveau SIRET de l’établissement ; absent : inchangé'),
  }),
});

export const OrganisationRenamed = defineEvent({
  type: 'partners.OrganisationRenamed',
  title: 'Organisation renommée',
  schema: z.object({
    organisation: organisationId.describe('Organisation'),
    name: title.describe('Nouveau nom'),
  }),
});
