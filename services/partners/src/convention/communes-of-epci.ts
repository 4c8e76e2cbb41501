import { geography, vintageOf, vintages } from '@ctg/geography';

const newest = vintages[vintages.length - 1] ?? vintages[0];

/** The communes that an intercommunalité has in the geography of a day, or the nearest that is known; none of one that is unknown then. */
export const communesOfEpci = (siren: string, day: string): readonly string[] => {
  const year = Number(day.slice(0, 4));
  const vintage = vintageOf(year) ?? (year < vintages[0] ? vintages[0] : newest);
  return geography(vintage).epci(siren)?.communes ?? [];
};
