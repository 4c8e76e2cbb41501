/** Years of the official geographic code (COG, INSEE) that are known here; 2020 was never published whole. */
export const vintages = [2019, 2021, 2022, 2023, 2024, 2025, 2026] as const;

export type Vintage = (typeof vintages)[number];

/** The years that may be asked for, as a French reader is told them. */
export const vintagesInWords = `${vintages.join(', ')} ; une année entre celles-ci est lue dans la plus proche`;

/**
 * The vintage in which the communes of a year are looked up: its own, or the nearest to a year that the official package
 * lacks between two that it has (of two equally near the earlier, which knows every commune that has merged since).
 * Undefined for a year before the first or after the last: nothing is known of it.
 */
export function vintageOf(year: number): Vintage | undefined {
  const later = vintages.find((vintage) => vintage >= year);
  const earlier = vintages.findLast((vintage) => vintage <= year);
  if (later === undefined || earlier === undefined) return undefined;
  return later - year < year - earlier ? later : earlier;
}

/** What an answer says of the year in which places are read, where that of the territory was never published whole. */
export function readInAnother(year: number): { readonly readInVintage?: number } {
  const vintage = vintageOf(year);
  return vintage === undefined || vintage === year ? {} : { readInVintage: vintage };
}

/** What is said to whoever records places of such a year; undefined where its own is there. */
export function readInAnotherInWords(year: number): string | undefined {
  const { readInVintage } = readInAnother(year);
  if (readInVintage === undefined) return undefined;
  return `Le millésime ${year} n’a pas été publié en entier : les lieux sont lus dans celui de ${readInVintage}.`;
}
