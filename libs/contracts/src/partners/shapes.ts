import { day } from '@ctg/calendar';
import { inseeCode, organisationId, siren, title } from '@ctg/identifiers';
import { z } from 'zod';
import { conventionTheme } from '../themes.js';
import { organisationKind } from './organisation-kind.js';

/** A versioned set of communes; codes are those of one vintage of the official geography. */
export const territory = z.object({
  name: title.describe('Nom du territoire'),
  cogVintage: z.number().int().describe('Millésime du code officiel géographique'),
  communes: z.array(inseeCode).describe('Codes INSEE des communes'),
  epci: z.array(siren).describe('SIREN des intercommunalités'),
});

/** In what quality a person signs. A Caf needs both of its own. */
export const signingCapacity = z
  .enum(['legal-representative', 'caf-president', 'caf-director'])
  .describe(
    'Qualité du signataire : legal-representative (représentant légal), ou pour la Caf caf-president (présidence du conseil d’administration) et caf-director (direction)',
  );

/** An organisation that is to sign. */
export const signatory = z.object({
  organisation: organisationId.describe('Organisation signataire (SIREN)'),
  kind: organisationKind,
  capacity: title.describe('À quel titre elle signe'),
  required: z.boolean().describe('Sa signature est nécessaire à l’entrée en vigueur'),
  deliberates: z.boolean().describe('Son assemblée délibère avant la signature'),
  /** Signatures it needs: one, or the two of a Caf. */
  signatures: z.array(signingCapacity).describe('Signatures attendues de cette organisation'),
});

export const deliberation = {
  organisation: organisationId.describe('Organisation qui délibère'),
  deliberatedOn: day.describe('Date de la délibération'),
  reference: z.string().describe('Référence de la délibération'),
  outcome: z.enum(['approved', 'rejected']).describe('Résultat : approved (approuvée) ou rejected (rejetée)'),
  documentHash: z.string().optional().describe('SHA-256 du document de la délibération'),
};

export const receipt = {
  organisation: organisationId.describe('Collectivité'),
  receiptNumber: z.string().describe('Numéro du récépissé du contrôle de légalité'),
  receivedOn: day.describe('Date du récépissé'),
};

export const signature = {
  organisation: organisationId.describe('Organisation signataire'),
  signedOn: day.describe('Date de la signature'),
  signingCapacity,
  documentHash: z.string().optional().describe('SHA-256 du document signé'),
  certificate: z.string().optional().describe('Référence du certificat de signature'),
};

/** What an amendment changes; empty lists change nothing. */
export const amendmentChanges = z.object({
  cogVintage: z.number().int().optional().describe('Millésime des communes ajoutées ou retirées'),
  addedCommunes: z.array(inseeCode).describe('Communes ajoutées'),
  removedCommunes: z.array(inseeCode).describe('Communes retirées'),
  addedSignatories: z.array(signatory).describe('Signataires ajoutés'),
  removedSignatories: z.array(organisationId).describe('Signataires retirés'),
  addedThemes: z.array(conventionTheme).describe('Thèmes ajoutés'),
  newEndsOn: day.optional().describe('Nouveau terme'),
  bringsPlan: z.boolean().describe('Apporte le plan d’actions'),
});
