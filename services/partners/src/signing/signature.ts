import { frenchDay } from '@ctg/calendar';
import { AmendmentSigned, Signed, signingCapacity } from '@ctg/contracts/partners';
import { convention, type SignatoryProgress, type Signature, type SigningProcess } from '@ctg/convention';
import { valueWords } from '@ctg/convention/words';
import { assertPast, defineCommand, happenedDay, invalid, mayBeEarly, refused } from '@ctg/decider';
import { organisationId, reference, sha256 } from '@ctg/identifiers';
import { z } from 'zod';
import { hasPlan } from '../action-plan/known-plan.js';
import { amendmentToSign } from '../amendment/underway.js';
import { alive } from '../convention/opened.js';
import { announced } from './announcements.js';
import {
  assertDeliberated,
  assertNotBefore,
  assertNotBeforeOpening,
  assertOwnOrganisation,
  assertSameDocument,
  assertStillParty,
  type Said,
  signatoryOf,
} from './signatory.js';

/** What is typed in for a signature, of a convention or of an amendment. */
const signatureBody = z.strictObject({
  organisation: organisationId
    .optional()
    .describe('Organisation signataire ; par défaut celle du représentant'),
  signedOn: happenedDay.describe('Date de la signature (peut être passée)'),
  signingCapacity: signingCapacity
    .default('legal-representative')
    .describe(
      'legal-representative (représentant légal), ou pour la Caf caf-president (présidence du conseil d’administration) puis caf-director (direction)',
    ),
  documentHash: sha256.optional().describe('SHA-256 du fichier signé'),
  certificate: reference.optional().describe('Référence du certificat de signature (eIDAS)'),
});

/** Who may sign, when, and what: after its own deliberation, once per capacity, the same file as the others. */
function assertMaySign(
  process: SigningProcess,
  progress: SignatoryProgress,
  signature: Signature,
  said: Said,
): void {
  const { signatory, deliberation, signatures, signedBy } = progress;
  if (!signatory.signatures.includes(signature.signingCapacity)) {
    throw refused({
      code: 'wrong-capacity',
      title: 'Cette organisation ne signe pas en cette qualité.',
      expected: signatory.signatures.join(', '),
      found: signature.signingCapacity,
    });
  }
  const before = signatures.find((one) => one.signingCapacity === signature.signingCapacity);
  if (before) {
    throw refused({
      code: 'already-signed',
      title: 'Cette organisation a déjà signé.',
      found: `signature du ${frenchDay(before.signedOn)} (${valueWords[before.signingCapacity] ?? before.signingCapacity})`,
    });
  }
  if (Object.values(signedBy).includes(said.actor.subject)) {
    throw refused({
      code: 'same-person',
      title: 'Une personne ne signe qu’une fois pour une organisation.',
      expected: 'une autre personne pour chaque qualité',
      found: `la même personne que pour ${Object.keys(signedBy)
        .map((capacity) => valueWords[capacity] ?? capacity)
        .join(', ')}`,
    });
  }
  assertDeliberated(progress, signature.signedOn, said);
  assertNotBefore(signature.signedOn, deliberation, {
    code: 'signature-before-deliberation',
    title: 'La signature est antérieure à la délibération.',
  });
  assertSameDocument(process.documentHash, signature.documentHash);
}

/** The signature, once the rules let it pass. */
function decideSignature(
  process: SigningProcess,
  body: z.infer<typeof signatureBody>,
  said: Said,
): Signature {
  const { actor, today } = said;
  const organisation = body.organisation ?? actor.organisation;
  if (organisation === undefined) {
    throw invalid({
      code: 'no-organisation',
      title: 'Pour quelle organisation signez-vous ?',
      expected: 'le champ organisation',
    });
  }
  assertOwnOrganisation(actor, organisation);
  const signature: Signature = {
    organisation,
    signedOn: body.signedOn,
    signingCapacity: body.signingCapacity,
    ...(body.documentHash === undefined ? {} : { documentHash: body.documentHash }),
    ...(body.certificate === undefined ? {} : { certificate: body.certificate }),
  };
  assertPast(body.signedOn, today, 'Signature');
  assertMaySign(process, signatoryOf(process, organisation), signature, said);
  return signature;
}

export const sign = defineCommand({
  name: 'partners.sign',
  title: 'Signer la convention',
  description:
    'Par le représentant légal, pour son organisation, après sa délibération. Quand tous les signataires requis ont signé, la convention l’est, et couvre sa période depuis sa date d’effet.',
  roles: ['legal_representative'],
  route: '/conventions/:conventionId/signatures',
  body: signatureBody,
  decider: convention,
  decide({ body, actor, today, warn }, state) {
    const current = alive(state);
    const signature = decideSignature(current.signing, body, { actor, today, warn });
    assertNotBeforeOpening(signature.signedOn, current);
    assertStillParty(current, signature.organisation, signature.signedOn);
    return announced(current, [Signed(signature, { occurredOn: signature.signedOn })], today);
  },
});

export const signAmendment = defineCommand({
  name: 'partners.sign-amendment',
  title: 'Signer un avenant',
  description:
    'Quand tous les signataires requis, présents et entrants, ont signé, l’avenant prend effet à sa date écrite ; les autres peuvent signer plus tard. Signé après le terme, il est sans effet.',
  roles: ['legal_representative'],
  route: '/conventions/:conventionId/amendments/:amendmentId/signatures',
  body: signatureBody,
  decider: convention,
  waitsFor: [],
  lookUp: ({ params, readModel }) => hasPlan(readModel, params),
  decide({ body, params, facts: isPlanAdopted, actor, today, warn }, state) {
    const current = alive(state);
    const amendment = amendmentToSign(current, params.amendmentId);
    const { amendmentId, signing, changes, title } = amendment;
    if (changes.bringsPlan && !isPlanAdopted) {
      throw mayBeEarly({
        code: 'amendment-without-plan',
        title: 'Cet avenant dit qu’il apporte le plan d’actions, et aucun plan n’est adopté avec lui.',
        expected: 'un plan adopté par le copil avec amendmentId (action-plans.adopt-plan)',
        found: title,
        advice: 'Adoptez le plan comme partie de cet avenant.',
      });
    }
    const signature = decideSignature(signing, body, { actor, today, warn });
    assertStillParty(current, signature.organisation, signature.signedOn, amendment);
    return announced(
      current,
      [AmendmentSigned({ amendmentId, ...signature }, { occurredOn: signature.signedOn })],
      today,
    );
  },
});
