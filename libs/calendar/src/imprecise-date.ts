import { z } from 'zod';
import { isDay } from './day.js';

/** The first and last day that an imprecise date may mean. */
export interface Bounds {
  readonly from: string;
  readonly to: string;
}

/**
 * The days meant by `2025`, `2025-T4` (a quarter), `2025-03`, `2025-03-12`, or a range of two of them (`2026/2027`);
 * undefined when the text is none of these or the range runs backwards.
 */
export function impreciseBounds(text: string): Bounds | undefined {
  const pieces = text.split('/');
  if (pieces.length > 2) return undefined;
  const first = boundsOfOne(pieces[0] ?? '');
  const last = boundsOfOne(pieces.at(-1) ?? '');
  if (!first || !last || last.to < first.from) return undefined;
  return { from: first.from, to: last.to };
}

function boundsOfOne(text: string): Bounds | undefined {
  if (isDay(text)) return { from: text, to: text };
  const quarter = /^(\d{4})-T([1-4])$/.exec(text);
  if (quarter) return months(Number(quarter[1]), Number(quarter[2]) * 3 - 2, 3);
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (month) return months(Number(month[1]), Number(month[2]), 1);
  return /^\d{4}$/.test(text) ? months(Number(text), 1, 12) : undefined;
}

function months(year: number, month: number, count: number): Bounds | undefined {
  if (year < 1900 || year > 2100) return undefined;
  const iso = (date: Date) => date.toISOString().slice(0, 10);
  return {
    from: iso(new Date(Date.UTC(year, month - 1, 1))),
    to: iso(new Date(Date.UTC(year, month - 1 + count, 0))),
  };
}

/** A date as precise as it is known. */
export const impreciseDate = z
  .string()
  .refine(
    (text) => impreciseBounds(text) !== undefined,
    'Date attendue : 2025, 2025-T4, 2025-03, 2025-03-12, ou une période 2026/2027',
  )
  .meta({
    description:
      'Date plus ou moins précise : 2025, 2025-T4 (trimestre), 2025-03, 2025-03-12, ou période 2026/2027',
    format: 'imprecise-date',
  });
