import type { Actor } from '@ctg/access';
import { frenchDay } from '@ctg/calendar';
import type { OrganisationKind } from '@ctg/contracts/partners';
import { forbidden, invalid, refused } from '@ctg/decider';
import type { SignatoryProgress, Signature, SigningProcess } from './signing-process.js';

/** Whose deliberations go through the State's legality control. */
const authorities: ReadonlySet<OrganisationKind> = new Set([
  'commune',
  'epci',
  'syndicat',
  'departement',
  'region',
  'ccas',
]);

/** The signatory's progress, or the sentence that says it is none. */
export function signatoryOf(process: SigningProcess, organisation: string): SignatoryProgress {
  const progress = process.progress[organisation];
  if (progress) return progress;
  throw refused({
    code: 'not-a-signatory',
    title: 'Cette organisation n’est pas signataire.',
    expected: `une organisation signataire (${Object.keys(process.progress).join(', ') || 'aucune pour l’instant'})`,
    found: organisation,
    advice: 'Désignez-la signataire d’abord, ou corrigez l’organisation.',
  });
}

/** A legal representative speaks for no other organisation than their own. */
export function assertOwnOrganisation(actor: Actor, organisation: string): void {
  if (actor.role !== 'legal_representative' || actor.organisation === organisation) return;
  throw forbidden({
    code: 'other-organisation',
    title: 'Un représentant légal n’agit que pour sa propre organisation.',
    expected: actor.organisation ?? 'une organisation dans votre identité',
    found: organisation,
  });
}

/** An assembly deliberates once it approved nothing yet; a rejection can be followed by another vote. */
export function assertMayDeliberate({ signatory, deliberation }: SignatoryProgress): void {
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
}

/** A receipt is that of an authority's approved deliberation, and not older than it. */
export function assertMayReceive(
  { signatory, deliberation, receipt }: SignatoryProgress,
  receivedOn: string,
): void {
  if (!authorities.has(signatory.kind)) {
    throw refused({
      code: 'no-legality-control',
      title: 'Les délibérations de cette organisation ne passent pas par le contrôle de légalité.',
      expected: 'une collectivité (commune, intercommunalité, syndicat, département, région, CCAS)',
      found: signatory.kind,
    });
  }
  if (deliberation?.outcome !== 'approved') throw missingDeliberation(deliberation?.outcome);
  if (receipt) {
    throw refused({
      code: 'already-received',
      title: 'Le récépissé de cette délibération est déjà enregistré.',
      found: receipt.receiptNumber,
    });
  }
  if (receivedOn < deliberation.deliberatedOn) {
    throw invalid({
      code: 'receipt-before-deliberation',
      title: 'Le récépissé est antérieur à la délibération.',
      expected: `à partir du ${frenchDay(deliberation.deliberatedOn)}`,
      found: frenchDay(receivedOn),
    });
  }
}

/** Who may sign, when, and what: after its own deliberation, once per capacity, the same file as the others. */
export function assertMaySign(
  process: SigningProcess,
  progress: SignatoryProgress,
  signature: Signature,
): void {
  const { signatory, deliberation, signatures } = progress;
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
      found: `signature du ${frenchDay(before.signedOn)} (${before.signingCapacity})`,
    });
  }
  if (signatory.deliberates && deliberation?.outcome !== 'approved')
    throw missingDeliberation(deliberation?.outcome);
  if (deliberation && signature.signedOn < deliberation.deliberatedOn) {
    throw invalid({
      code: 'signature-before-deliberation',
      title: 'La signature est antérieure à la délibération.',
      expected: `à partir du ${frenchDay(deliberation.deliberatedOn)}`,
      found: frenchDay(signature.signedOn),
    });
  }
  const { documentHash } = process;
  if (
    documentHash !== undefined &&
    signature.documentHash !== undefined &&
    signature.documentHash !== documentHash
  ) {
    throw refused({
      code: 'other-document',
      title: 'Ce n’est pas le document que les autres signent.',
      expected: documentHash,
      found: signature.documentHash,
      advice: 'Vérifiez le fichier : tous signent le même.',
    });
  }
}

const missingDeliberation = (outcome: string | undefined) =>
  refused({
    code: 'no-approved-deliberation',
    title: 'L’assemblée de cette organisation n’a pas délibéré favorablement.',
    expected: 'une délibération approuvée, enregistrée d’abord',
    found: outcome === 'rejected' ? 'une délibération rejetée' : 'aucune délibération',
    advice: 'Enregistrez la délibération, puis recommencez.',
  });
