import { day } from '@ctg/calendar';
import { signingCapacity } from '@ctg/contracts/partners';
import { organisationId, reference, sha256 } from '@ctg/identifiers';
import { z } from 'zod';

/** What is typed in for a deliberation, a receipt and a signature, of a convention or of an amendment. */
export const deliberationBody = z.strictObject({
  organisation: organisationId.describe('Organisation dont l’assemblée délibère'),
  deliberatedOn: day.describe('Date de la délibération (peut être passée)'),
  reference: reference.describe('Référence de la délibération'),
  outcome: z
    .enum(['approved', 'rejected'])
    .default('approved')
    .describe('approved (approuvée) ou rejected (rejetée)'),
  documentHash: sha256.optional().describe('SHA-256 du document de la délibération'),
});

export const receiptBody = z.strictObject({
  organisation: organisationId.describe('Collectivité'),
  receiptNumber: reference.describe('Numéro du récépissé du contrôle de légalité (@CTES)'),
  receivedOn: day.describe('Date du récépissé'),
});

export const signatureBody = z.strictObject({
  organisation: organisationId
    .optional()
    .describe('Organisation signataire ; par défaut celle du représentant'),
  signedOn: day.describe('Date de la signature (peut être passée)'),
  signingCapacity: signingCapacity
    .default('legal-representative')
    .describe('legal-representative, ou pour la Caf caf-president puis caf-director'),
  documentHash: sha256.optional().describe('SHA-256 du fichier signé'),
  certificate: reference.optional().describe('Référence du certificat de signature (eIDAS)'),
});
