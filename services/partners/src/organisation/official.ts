import type { OrganisationKind } from '@ctg/contracts/partners';
import { invalid } from '@ctg/decider';
import { assertCommunes, assertKnownVintage, type Geography } from '@ctg/geography';
import { newestVintage } from '../convention/perimeter.js';

/** What is said of an organisation that official references know better. */
interface Said {
  readonly kind: OrganisationKind;
  readonly inseeCode?: string | undefined;
  readonly cogVintage?: number | undefined;
  readonly siret?: string | undefined;
}

/**
 * A commune exists, and its SIREN is the official one; an EPCI is one of the official list; a number of the list is not
 * registered as something else; a SIRET is one of the organisation itself.
 * @returns the vintage that was looked into, where one was
 * @throws Rejection `unknown-vintage`, `unknown-commune`, `unknown-epci`, `other-siren`, `official-kind`
 */
export function assertOfficial(id: string, said: Said): number | undefined {
  const { kind, cogVintage, inseeCode, siret } = said;
  const official = assertKnownVintage(cogVintage ?? newestVintage);
  if (siret !== undefined && !siret.startsWith(id)) {
    throw invalid({
      code: 'other-siren',
      title: 'Ce SIRET est celui d’une autre organisation.',
      expected: `un SIRET qui commence par ${id}`,
      found: siret,
    });
  }
  if (kind === 'epci' && !official.epci(id)) {
    throw invalid({
      code: 'unknown-epci',
      title: `Cette intercommunalité n’existe pas en ${official.vintage}.`,
      expected:
        'le SIREN d’une intercommunalité à fiscalité propre, ou d’un établissement public territorial du Grand Paris',
      found: id,
      advice: 'Vérifiez le numéro et l’année ; un syndicat (SIVOM, PETR…) s’enregistre avec kind: syndicat.',
    });
  }
  if (kind === 'commune') assertCommune(id, inseeCode, official);
  else {
    if (inseeCode !== undefined) assertCommunes([inseeCode], official);
    assertNotOfficial(id, kind, official);
  }
  const wasLookedInto = kind === 'commune' || kind === 'epci' || inseeCode !== undefined;
  return cogVintage ?? (wasLookedInto ? official.vintage : undefined);
}

function assertCommune(id: string, code: string | undefined, official: Geography): void {
  const commune = code === undefined ? undefined : official.commune(code);
  if (!commune) {
    throw invalid({
      code: 'unknown-commune',
      title: code === undefined ? 'Une commune a besoin de son code INSEE.' : official.explain(code),
      found: code ?? 'aucun code INSEE',
    });
  }
  if (commune.siren !== undefined && commune.siren !== id) {
    throw invalid({
      code: 'other-siren',
      title: `Ce SIREN n’est pas celui de la commune ${commune.name} (${commune.code}).`,
      expected: commune.siren,
      found: id,
    });
  }
}

/** A Caf, an association, a department… has a number of its own, never that of a commune or of an EPCI. */
export function assertNotOfficial(
  id: string,
  kind: OrganisationKind,
  official: Geography = assertKnownVintage(newestVintage),
): void {
  const owner = official.communeOfSiren(id)?.name ?? (kind === 'epci' ? undefined : official.epci(id)?.name);
  if (owner === undefined) return;
  throw invalid({
    code: 'official-kind',
    title: `Ce SIREN est celui d’une collectivité (${owner}).`,
    expected: `le SIREN d’une organisation de nature ${kind}`,
    found: id,
    advice: 'Vérifiez le numéro, ou la nature de l’organisation (kind).',
  });
}
