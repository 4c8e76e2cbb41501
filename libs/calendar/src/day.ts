import { z } from 'zod';

const shape = /^(19|20)\d{2}-\d{2}-\d{2}$|^2100-\d{2}-\d{2}$/;

/** True for a day that exists, written `YYYY-MM-DD`, from 1900 to 2100. */
export function isDay(text: string): boolean {
  if (!shape.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** A day of the calendar, `YYYY-MM-DD`. Its JSON Schema says `format: date`, as readers of schemas know it. */
export const day = z
  .string()
  .refine(isDay, 'Date attendue au format AAAA-MM-JJ, un jour qui existe entre 1900 et 2100')
  .meta({ description: 'Date AAAA-MM-JJ', format: 'date' });

/** From a day to a day, both included. */
export const period = z
  .strictObject({
    from: day.describe('Premier jour (AAAA-MM-JJ)'),
    to: day.describe('Dernier jour (AAAA-MM-JJ)'),
  })
  .refine(({ from, to }) => to >= from, { message: 'La fin est avant le début', path: ['to'] });

/** Negative, zero or positive, as `sort` wants it. */
export const compareDays = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The same day some months later (or earlier); the last of the month where that month is shorter. */
export function addMonths(from: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = from.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(dayOfMonth, last));
  return first.toISOString().slice(0, 10);
}

const instantOf = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const dayInMs = 86_400_000;

/** The day so many days later (or earlier). */
export const addDays = (from: string, days: number): string =>
  new Date(instantOf(from) + days * dayInMs).toISOString().slice(0, 10);

/** How many days later the second is: 1 from a day to the next. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((instantOf(to) - instantOf(from)) / dayInMs);

/** `2026-01-12` as a French reader writes it: `12/01/2026`. */
export const frenchDay = (text: string): string => text.split('-').reverse().join('/');
