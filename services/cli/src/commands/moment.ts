import { usageFailure } from '../failure.js';

/** The two axes of a moment, as they are typed. */
export interface MomentOptions {
  readonly effectiveAt?: string;
  readonly knownAt?: string;
}

/** As the API asks for it. */
export const momentOf = ({ effectiveAt, knownAt }: MomentOptions): MomentOptions => ({
  ...dayOf('effective-at', 'effectiveAt', effectiveAt),
  ...knownAtOf(knownAt),
});

/** A day of an option, under the name of the API's field. */
export function dayOf<Field extends string>(
  option: string,
  field: Field,
  day: string | undefined,
): { readonly [Name in Field]?: string } {
  if (day === undefined) return {};
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
    throw usageFailure(`--${option} attend un jour comme 2026-03-01 ; trouvé « ${day} ».`);
  return { [field]: day } as { readonly [Name in Field]?: string };
}

/** The year of `--year`, where there is one. */
export function yearOf(year: string | undefined): { readonly year?: number } {
  if (year === undefined) return {};
  if (!/^\d{4}$/.test(year)) throw usageFailure(`--year attend une année comme 2026 ; trouvé « ${year} ».`);
  return { year: Number(year) };
}

/**
 * What had been recorded by the end of a day, or at an instant that says its zone: never what the clock of this machine
 * would make of it.
 */
export function knownAtOf(knownAt: string | undefined): { readonly knownAt?: string } {
  if (knownAt === undefined) return {};
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(knownAt);
  const isInstant = /T.*(Z|[+-]\d{2}:\d{2})$/.test(knownAt) && !Number.isNaN(Date.parse(knownAt));
  if (isDay) return { knownAt };
  if (isInstant) return { knownAt: new Date(knownAt).toISOString() };
  throw usageFailure(
    `--known-at attend un jour (2026-06-01, jusqu’à sa fin) ou un instant avec son fuseau (2026-06-01T00:00:00Z) ; trouvé « ${knownAt} ».`,
  );
}
