import type { DataOf } from '@ctg/contracts';
import { AmendmentReceiptRecorded, LegalityReceiptRecorded } from '@ctg/contracts/partners';
import {
  convention,
  passesLegalityControl,
  type SignatoryProgress,
  type SigningProcess,
} from '@ctg/convention';
import { assertPast, defineCommand, happenedDay, refused } from '@ctg/decider';
import { organisationId, reference } from '@ctg/identifiers';
import { z } from 'zod';
import { amendmentToSign } from '../amendment/underway.js';
import { alive } from '../convention/opened.js';
import {
  assertDeliberated,
  assertNotBefore,
  assertOwnOrganisation,
  type Said,
  signatoryOf,
} from './signatory.js';

/** What is typed in for a receipt, on a convention or on an amendment. */
const receiptBody = z.strictObject({
  organisation: organisationId.describe('Collectivité'),
  receiptNumber: reference.describe('Numéro du récépissé du contrôle de légalité (@CTES)'),
  receivedOn: happenedDay.describe('Date du récépissé'),
});

/** A receipt is that of an authority's approved deliberation, and not older than it. */
function assertMayReceive(progress: SignatoryProgress, receivedOn: string, said: Said): void {
  const { signatory, deliberation, receipt } = progress;
  if (!passesLegalityControl(signatory.kind)) {
    throw refused({
      code: 'no-legality-control',
      title: 'Les délibérations de cette organisation ne passent pas par le contrôle de légalité.',
      expected: 'une collectivité (commune, intercommunalité, syndicat, département, région, CCAS)',
      found: signatory.kind,
    });
  }
  assertDeliberated(progress, receivedOn, said);
  if (receipt) {
    throw refused({
      code: 'already-received',
      title: 'Le récépissé de cette délibération est déjà enregistré.',
      found: receipt.receiptNumber,
    });
  }
  assertNotBefore(receivedOn, deliberation, {
    code: 'receipt-before-deliberation',
    title: 'Le récépissé est antérieur à la délibération.',
  });
}

/** The legality receipt, once the rules let it pass. */
function decideReceipt(
  process: SigningProcess,
  body: z.infer<typeof receiptBody>,
  said: Said,
): DataOf<typeof LegalityReceiptRecorded> {
  assertOwnOrganisation(said.actor, body.organisation);
  assertPast(body.receivedOn, said.today, 'Récépissé');
  assertMayReceive(signatoryOf(process, body.organisation), body.receivedOn, said);
  if (!/\d/.test(body.receiptNumber))
    said.warn('improbable-receipt', `Un récépissé porte un numéro : « ${body.receiptNumber} » n’en a pas.`);
  return body;
}

export const recordLegalityReceipt = defineCommand({
  name: 'partners.record-legality-receipt',
  title: 'Enregistrer un récépissé du contrôle de légalité',
  description: 'Rend exécutoire la délibération d’une collectivité.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer', 'legal_representative'],
  route: '/conventions/:conventionId/legality-receipts',
  body: receiptBody,
  decider: convention,
  decide({ body, actor, today, warn }, state) {
    const data = decideReceipt(alive(state).signing, body, { actor, today, warn });
    return [LegalityReceiptRecorded(data, { occurredOn: data.receivedOn })];
  },
});

export const recordAmendmentReceipt = defineCommand({
  name: 'partners.record-amendment-receipt',
  title: 'Enregistrer un récépissé sur un avenant',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer', 'legal_representative'],
  route: '/conventions/:conventionId/amendments/:amendmentId/legality-receipts',
  body: receiptBody,
  decider: convention,
  decide({ body, params, actor, today, warn }, state) {
    const { amendmentId, signing } = amendmentToSign(alive(state), params.amendmentId);
    const data = decideReceipt(signing, body, { actor, today, warn });
    return [AmendmentReceiptRecorded({ amendmentId, ...data }, { occurredOn: data.receivedOn })];
  },
});
