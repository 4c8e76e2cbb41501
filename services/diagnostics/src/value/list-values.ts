import { geographyLevel } from '@ctg/contracts/diagnostics';
import { title } from '@ctg/identifiers';
import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';
import { indicatorKey } from './subject-of-value.js';
import type { ShownValue } from './value-row.js';

/** From the smallest to the largest: the order in which a territory is held against larger ones. */
const levels = geographyLevel.options;

/** One indicator of one year: the territory, then what is larger, side by side. */
export interface Comparison {
  readonly indicator: string;
  readonly unit: string;
  readonly year: number;
  readonly values: readonly ShownValue[];
}

/** Puts side by side what may be compared: the same indicator, in the same unit, of the same year. */
export function sideBySide(values: readonly ShownValue[]): Comparison[] {
  const groups = new Map<string, ShownValue[]>();
  for (const value of values) {
    const key = [indicatorKey(value.indicator), indicatorKey(value.unit), value.year].join('|');
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  const size = ({ geography: { level } }: ShownValue) =>
    levels.indexOf(level === 'territory' ? 'commune' : level);
  return [...groups.values()]
    .map((group) => [...group].sort((one, other) => size(one) - size(other)))
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      return [{ indicator: first.indicator, unit: first.unit, year: first.year, values: group }];
    })
    .sort((one, other) => one.indicator.localeCompare(other.indicator, 'fr') || other.year - one.year);
}

export const listValues = defineQuery({
  name: 'diagnostics.list-values',
  title: 'Comparer le territoire à de plus grands',
  roles: readers,
  route: '/conventions/:conventionId/values',
  query: z.strictObject({
    indicator: title.optional().describe('Un seul indicateur'),
    level: geographyLevel.optional(),
    year: z.coerce.number().int().min(1900).max(2100).optional().describe('Une seule année'),
  }),
  async answer({ query: { indicator, level, year }, params, readModel }) {
    const rows = await readModel.query<{ document: ShownValue }>(
      `SELECT document FROM diagnostic_value
        WHERE convention_id = $1 AND ($2::text IS NULL OR indicator_key = $2)
          AND ($3::text IS NULL OR level = $3) AND ($4::integer IS NULL OR year = $4)
        ORDER BY value_id`,
      [
        params.conventionId,
        indicator === undefined ? null : indicatorKey(indicator),
        level ?? null,
        year ?? null,
      ],
    );
    const values = rows.map(({ document }) => document);
    return { values, comparisons: sideBySide(values) };
  },
});
