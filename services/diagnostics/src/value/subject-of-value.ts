import type { DataOf } from '@ctg/contracts';
import type { ValueRecorded } from '@ctg/contracts/diagnostics';

/** What says which value it is. */
export type Recorded = Pick<
  DataOf<typeof ValueRecorded>,
  'indicator' | 'unit' | 'geography' | 'year' | 'source' | 'retrievedOn'
>;

/** An indicator however it is written: « Taux de couverture » and `taux-de-couverture` are one. */
export const indicatorKey = (indicator: string): string =>
  indicator
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9+%]+/g, '-')
    .replace(/^-|-$/g, '');

/**
 * What a value counts. Source, vintage and day of retrieval belong to it: two published series may disagree for one
 * year, and both are kept.
 */
export function subjectOfValue({ indicator, unit, geography, year, source, retrievedOn }: Recorded): string {
  const { level, code = '', vintage = '' } = geography;
  return [
    indicatorKey(indicator),
    indicatorKey(unit),
    level,
    code,
    vintage,
    year,
    indicatorKey(source),
    retrievedOn,
  ].join('|');
}
