import type { Actor } from '@ctg/access';
import { frenchDay } from '@ctg/calendar';
import {
  type Amendment,
  type ConventionFacts,
  leavingOn,
  lifeOf,
  type SignatoryProgress,
  type SigningProcess,
} from '@ctg/convention';
import { type DecideInput, forbidden, invalid, refused } from '@ctg/decider';

/** Who says it, on which day, and whom to tell what is improbable. */
export type Said = Pick<DecideInput<unknown, unknown>, 'actor' | 'today' | 'warn'>;

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

/**
 * Who has left neither deliberates nor signs any more, but what it joins again by.
 * @throws Rejection 409 `no-longer-a-signatory`
 */
export function assertStillParty(
  current: ConventionFacts,
  organisation: string,
  on: string,
  amendment?: Amendment,
): void {
  if (amendment?.changes.addedSignatories.some((one) => one.organisation === organisation)) return;
  const leaving = leavingOn(organisation, lifeOf(current).leavings, on);
  if (!leaving || on <= leaving.lastDay) return;
  throw refused({
    code: 'no-longer-a-signatory',
    title: 'Cette organisation n’est plus signataire ce jour-là.',
    expected: `au plus tard le ${frenchDay(leaving.lastDay)}, son dernier jour`,
    found: frenchDay(on),
    advice: 'Corrigez la date, ou le départ s’il est mal saisi.',
  });
}

/** What a receipt and a signature wait for. */
const missingDeliberation = (outcome: string | undefined) =>
  refused({
    code: 'no-approved-deliberation',
    title: 'L’assemblée de cette organisation n’a pas délibéré favorablement.',
    expected: 'une délibération approuvée, enregistrée d’abord',
    found: outcome === 'rejected' ? 'une délibération rejetée' : 'aucune délibération',
    advice: 'Enregistrez la délibération, puis recommencez.',
  });

/**
 * Past facts are typed in in any order: what came after a deliberation may be recorded before it, and the deliberation is
 * then shown as missing. What happens today waits for it.
 * @throws Rejection 409 `no-approved-deliberation`
 */
export function assertDeliberated(
  { signatory, deliberation }: SignatoryProgress,
  on: string,
  { today, warn }: Said,
): void {
  if (!signatory.deliberates || deliberation?.outcome === 'approved') return;
  if (deliberation || on >= today) throw missingDeliberation(deliberation?.outcome);
  warn('deliberation-missing', 'La délibération de cette organisation n’est pas encore enregistrée.');
}

/** Nothing that rests on a deliberation is older than it. @throws Rejection 422 */
export function assertNotBefore(
  day: string,
  deliberation: { readonly deliberatedOn: string } | undefined,
  what: { readonly code: string; readonly title: string },
): void {
  if (!deliberation || day >= deliberation.deliberatedOn) return;
  throw invalid({
    ...what,
    expected: `à partir du ${frenchDay(deliberation.deliberatedOn)}`,
    found: frenchDay(day),
  });
}

/** The document that is signed did not exist before the Caf and the territory were in touch. @throws Rejection 422 */
export function assertNotBeforeOpening(signedOn: string, { openedOn }: { readonly openedOn: string }): void {
  if (signedOn >= openedOn) return;
  throw invalid({
    code: 'signature-before-opening',
    title: 'La signature est antérieure à la convention elle-même.',
    expected: `à partir du ${frenchDay(openedOn)}, jour de l’engagement`,
    found: frenchDay(signedOn),
    advice: 'Corrigez la date de la signature, ou d’abord celle de l’engagement.',
  });
}

/**
 * What is signed is what was filed, and what the others sign; a signature may name no document.
 * @throws Rejection 409 `other-document`
 */
export function assertSameDocument(filed: string | undefined, signed: string | undefined): void {
  if (filed === undefined || signed === undefined || signed === filed) return;
  throw refused({
    code: 'other-document',
    title: 'Ce n’est pas le document que les autres signent.',
    expected: filed,
    found: signed,
    advice: 'Vérifiez le fichier : tous signent le même.',
  });
}
