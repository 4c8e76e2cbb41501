import { day, frenchDay } from '@ctg/calendar';
import type { NewEvent } from '@ctg/contracts';
import { invalid } from './rejection.js';

/** A day on which something happened: today or before. Its JSON Schema says so (`x-past`); the rule is `assertPast`. */
export const happenedDay = day.meta({ 'x-past': true });

/** The field of a command that says when something happened in the world. */
export const pastDay = happenedDay
  .optional()
  .describe('Date (AAAA-MM-JJ), passée ou du jour ; par défaut aujourd’hui');

/** The days of an event that happened then; without a day, it happens when it is recorded. */
export const happenedOn = (given: string | undefined): { occurredOn?: string } =>
  given === undefined ? {} : { occurredOn: given };

/** The days of an event that counts from a day: it happened then, or is told today of a day to come. */
export const countsFrom = (given: string, today: string): { occurredOn?: string; effectiveOn?: string } =>
  given > today ? { effectiveOn: given } : { occurredOn: given };

/** What happened is not in the future, whatever the command. @throws Rejection `date-in-the-future` */
export function assertHappened(events: readonly NewEvent[], today: string): void {
  const ahead = events.find(({ occurredOn }) => occurredOn !== undefined && occurredOn > today);
  if (ahead?.occurredOn !== undefined) throw inTheFuture(ahead.occurredOn, today);
}

/** Only what happened is recorded; `what` begins the sentence. @throws Rejection `date-in-the-future` */
export function assertPast(given: string, today: string, what?: string): void {
  if (given > today) throw inTheFuture(given, today, what);
}

const inTheFuture = (given: string, today: string, what = 'Ce qui est enregistré a déjà eu lieu') =>
  invalid({
    code: 'date-in-the-future',
    title: `${what} : cette date n’est pas encore passée.`,
    expected: `au plus tard le ${frenchDay(today)}`,
    found: frenchDay(given),
  });
