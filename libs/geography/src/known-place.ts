import { invalid, type Warn } from '@ctg/decider';
import { type Geography, geographyOfYear } from './geography.js';
import { readInAnotherInWords, vintagesInWords } from './vintage.js';

/** The geography of the year that is meant. @throws Rejection 422 `unknown-vintage` */
export function assertKnownVintage(vintage: number): Geography {
  const official = geographyOfYear(vintage);
  if (official) return official;
  throw invalid({
    code: 'unknown-vintage',
    title: 'Ce millésime du code officiel géographique n’est pas connu.',
    expected: vintagesInWords,
    found: String(vintage),
  });
}

/** A year that was never published whole is read in the nearest: whoever names it is told in which. */
export function warnOfVintage(vintage: number | undefined, warn: Warn): void {
  const another = vintage === undefined ? undefined : readInAnotherInWords(vintage);
  if (another !== undefined) warn('read-in-another-vintage', another);
}

/** Each code is a commune of the vintage. @throws Rejection 422 `unknown-commune` */
export function assertCommunes(codes: readonly string[], official: Geography): void {
  const unknown = codes.find((code) => !official.commune(code));
  if (unknown === undefined) return;
  throw invalid({
    code: 'unknown-commune',
    title: official.explain(unknown),
    expected: `le code INSEE d’une commune de ${official.vintage}`,
    found: unknown,
    advice: 'Vérifiez le code (ce n’est pas le code postal) et le millésime.',
  });
}

/** A commune of that vintage. @throws Rejection 422 `unknown-vintage`, `unknown-commune` */
export const assertCommune = (code: string, vintage: number): void =>
  assertCommunes([code], assertKnownVintage(vintage));
