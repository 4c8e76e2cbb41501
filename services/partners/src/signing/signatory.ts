import type { Actor } from '@ctg/access';
import type { SignatoryProgress, SigningProcess } from '@ctg/convention';
import { forbidden, refused } from '@ctg/decider';

/** Who says it, and on which day. */
export interface Said {
  readonly actor: Actor;
  readonly today: string;
}

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

/** What a receipt and a signature wait for. */
export const missingDeliberation = (outcome: string | undefined) =>
  refused({
    code: 'no-approved-deliberation',
    title: 'L’assemblée de cette organisation n’a pas délibéré favorablement.',
    expected: 'une délibération approuvée, enregistrée d’abord',
    found: outcome === 'rejected' ? 'une délibération rejetée' : 'aucune délibération',
    advice: 'Enregistrez la délibération, puis recommencez.',
  });
