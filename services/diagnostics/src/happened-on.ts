import { day, frenchDay } from '@ctg/calendar';
import { invalid } from '@ctg/decider';

/** The field of a command that says when something happened in the world. */
export const pastDay = day
  .optional()
  .describe('Date (AAAA-MM-JJ), passée ou du jour ; par défaut aujourd’hui');

/** The days of an event that happened then; what happened is not in the future. @throws Rejection `in-the-future` */
export function happenedOn(given: string | undefined, today: string): { occurredOn?: string } {
  if (given === undefined) return {};
  if (given <= today) return { occurredOn: given };
  throw invalid({
    code: 'in-the-future',
    title: 'Ce qui est enregistré ici a déjà eu lieu.',
    expected: `au plus tard le ${frenchDay(today)}`,
    found: frenchDay(given),
  });
}
