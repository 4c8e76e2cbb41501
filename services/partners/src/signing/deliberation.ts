import { frenchDay } from '@ctg/calendar';
import type { DataOf } from '@ctg/contracts';
import { AmendmentDeliberated, Deliberated } from '@ctg/contracts/partners';
import { convention, type SignatoryProgress, type SigningProcess } from '@ctg/convention';
import { assertPast, defineCommand, happenedDay, invalid, refused } from '@ctg/decider';
import { organisationId, reference, sha256 } from '@ctg/identifiers';
import { z } from 'zod';
import { amendmentToSign } from '../amendment/underway.js';
import { alive } from '../convention/opened.js';
import { assertOwnOrganisation, assertStillParty, type Said, signatoryOf } from './signatory.js';

/** What is typed in for a deliberation, on a convention or on an amendment. */
const deliberationBody = z.strictObject({
  organisation: organisationId.describe('Organisation dont l’assemblée délibère'),
  deliberatedOn: happenedDay.describe('Date de la délibération (peut être passée)'),
  reference: reference.describe('Référence de la délibération'),
  outcome: z
    .enum(['approved', 'rejected'])
    .default('approved')
    .describe('approved (approuvée) ou rejected (rejetée)'),
  documentHash: sha256.optional().describe('SHA-256 du document de la délibération'),
});

/** An assembly deliberates once it approved nothing yet; a rejection can be followed by another vote. */
function assertMayDeliberate(progress: SignatoryProgress, deliberatedOn: string): void {
  const { signatory, deliberation, receipt, signatures } = progress;
  if (!signatory.deliberates) {
    throw refused({
      code: 'does-not-deliberate',
      title: 'Cette organisation signe sans délibérer.',
      found: signatory.organisation,
    });
  }
  if (deliberation?.outcome === 'approved') {
    throw refused({
      code: 'already-deliberated',
      title: 'Cette organisation a déjà délibéré favorablement.',
      found: `délibération ${deliberation.reference} du ${frenchDay(deliberation.deliberatedOn)}`,
    });
  }
  const recorded = [receipt?.receivedOn, ...signatures.map(({ signedOn }) => signedOn)];
  const earlier = recorded.find((on) => on !== undefined && on < deliberatedOn);
  if (earlier !== undefined) {
    throw invalid({
      code: 'deliberation-too-late',
      title: 'La délibération serait postérieure à ce qui repose sur elle.',
      expected: `au plus tard le ${frenchDay(earlier)}, jour du récépissé ou de la signature`,
      found: frenchDay(deliberatedOn),
      advice: 'Corrigez d’abord la date qui est fausse.',
    });
  }
}

/** The deliberation, once the rules let it pass. */
function decideDeliberation(
  process: SigningProcess,
  { documentHash, ...body }: z.infer<typeof deliberationBody>,
  { actor, today }: Pick<Said, 'actor' | 'today'>,
): DataOf<typeof Deliberated> {
  assertOwnOrganisation(actor, body.organisation);
  assertMayDeliberate(signatoryOf(process, body.organisation), body.deliberatedOn);
  assertPast(body.deliberatedOn, today, 'Délibération');
  return { ...body, ...(documentHash === undefined ? {} : { documentHash }) };
}

export const recordDeliberation = defineCommand({
  name: 'partners.record-deliberation',
  title: 'Enregistrer une délibération',
  description: 'L’assemblée d’un signataire a voté, à sa date, dans n’importe quel ordre.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer', 'legal_representative'],
  route: '/conventions/:conventionId/deliberations',
  body: deliberationBody,
  decider: convention,
  decide({ body, actor, today, warn }, state) {
    const current = alive(state);
    const data = decideDeliberation(current.signing, body, { actor, today });
    assertStillParty(current, data.organisation, data.deliberatedOn);
    if (data.deliberatedOn < current.openedOn)
      warn(
        'deliberation-before-opening',
        `Cette délibération est antérieure à l’engagement, le ${frenchDay(current.openedOn)}.`,
      );
    return [Deliberated(data, { occurredOn: data.deliberatedOn })];
  },
});

export const recordAmendmentDeliberation = defineCommand({
  name: 'partners.record-amendment-deliberation',
  title: 'Enregistrer une délibération sur un avenant',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer', 'legal_representative'],
  route: '/conventions/:conventionId/amendments/:amendmentId/deliberations',
  body: deliberationBody,
  decider: convention,
  decide({ body, params, actor, today }, state) {
    const current = alive(state);
    const amendment = amendmentToSign(current, params.amendmentId);
    const { amendmentId, signing } = amendment;
    const data = decideDeliberation(signing, body, { actor, today });
    assertStillParty(current, data.organisation, data.deliberatedOn, amendment);
    return [AmendmentDeliberated({ amendmentId, ...data }, { occurredOn: data.deliberatedOn })];
  },
});
