import { geographyLevel } from '@ctg/contracts/diagnostics';
import { invalid } from '@ctg/decider';
import { assertCommunes, assertKnownVintage, type Geography, vintagesInWords } from '@ctg/geography';
import { reference } from '@ctg/identifiers';
import { z } from 'zod';

/** Where a value was counted, as it is asked for. */
export const geographyBody = z.strictObject({
  level: geographyLevel,
  code: reference
    .optional()
    .describe('Code officiel : INSEE, ou SIREN pour une intercommunalité ; inutile pour france et territory'),
  vintage: z
    .int()
    .optional()
    .describe(`Millésime de la géographie (${vintagesInWords}) ; par défaut celui du territoire`),
});

type ValueGeography = z.infer<typeof geographyBody>;

/** Cantons and regions are in no file of ours: their codes are only held to their form. */
const shapes = { canton: /^(\d{2}|2[AB]|97\d)\d{2}$/, region: /^\d{2}$/ } as const;

/**
 * Checks the place of a value in the geography of its vintage, and completes it.
 * @returns the geography with the vintage that was meant
 * @throws Rejection `placeholder-code`, `code-missing`, `unknown-vintage`, `unknown-commune`, `unknown-place`
 */
export function checkedGeography(given: ValueGeography, defaultVintage: number): ValueGeography {
  const { level, code } = given;
  if (level === 'france' || level === 'territory') return given;
  if (code === undefined) {
    throw invalid({
      code: 'code-missing',
      title: 'Il manque le code du lieu.',
      expected: `le code officiel (${level})`,
    });
  }
  // Rows of data.caf.fr that gather what belongs nowhere.
  if (/^x+$/i.test(code)) {
    throw invalid({
      code: 'placeholder-code',
      title: 'XX et XXX ne sont pas des lieux : ces lignes regroupent ce qui n’est pas localisé.',
      expected: 'le code d’un lieu',
      found: code,
      advice: 'N’enregistrez pas cette ligne.',
    });
  }
  const vintage = given.vintage ?? defaultVintage;
  const official = assertKnownVintage(vintage);
  if (level === 'commune') assertCommunes([code], official);
  else if (!exists(level, code, official)) {
    throw invalid({
      code: 'unknown-place',
      title: `Ce lieu (${level}) n’existe pas en ${official.vintage}.`,
      expected:
        level === 'epci'
          ? `le SIREN d’une intercommunalité de ${official.vintage}`
          : `un code officiel (${level})`,
      found: code,
    });
  }
  return { level, code, vintage };
}

function exists(
  level: 'epci' | 'departement' | 'canton' | 'region',
  code: string,
  official: Geography,
): boolean {
  if (level === 'epci') return official.epci(code) !== undefined;
  if (level === 'departement') return official.departement(code) !== undefined;
  return shapes[level].test(code);
}
