import { day } from '@ctg/calendar';
import { geographyLevel, ValueRecorded } from '@ctg/contracts/diagnostics';
import type { Value } from '@ctg/convention/diagnostic';
import { text, title } from '@ctg/identifiers';
import { defineList, wholeNumber } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';
import { indicatorKey } from './subject-of-value.js';
import { values } from './value-row.js';

const shownValue = z.intersection(
  ValueRecorded.schema,
  z.object({
    corrections: z
      .array(
        z.object({
          correctedOn: day,
          explanation: text,
          before: z.number().optional().describe('Valeur avant la correction'),
          version: z.int().describe('Version du diagnostic que la correction prépare'),
        }),
      )
      .describe('De la plus ancienne à la plus récente'),
  }),
);

/**
 * Values in the order in which they may be compared: the same indicator in the same unit and year stand together, the
 * newest year first, the territory before what is larger.
 */
export const listValues = defineList({
  name: 'diagnostics.list-values',
  title: 'Comparer le territoire à de plus grands',
  roles: readers,
  route: '/conventions/:conventionId/values',
  reads: [values],
  filters: {
    indicator: title.optional().describe('Un seul indicateur'),
    level: geographyLevel.optional(),
    year: wholeNumber(1900, 2100).optional().describe('Une seule année'),
  },
  item: shownValue,
  select: ({ query: { indicator, level, year }, params, value }) => ({
    columns: 'document',
    from: 'diagnostic_value',
    where: [
      `convention_id = ${value(params.conventionId)}`,
      ...(indicator === undefined ? [] : [`indicator_key = ${value(indicatorKey(indicator))}`]),
    ],
    holds: [
      ...(level === undefined ? [] : [`level = ${value(level)}`]),
      ...(year === undefined ? [] : [`year = ${value(year)}`]),
    ],
    order: [
      { by: 'indicator_key' },
      { by: 'unit_key' },
      { by: 'year_order', as: 'integer' },
      { by: 'size', as: 'integer' },
      { by: 'value_id' },
    ],
  }),
  show: ({ document }: { document: Value }) => document,
});
