import { addDays } from './day.js';

/** Where the sun stands otherwise than in Paris, by the code of the département or territory (IANA time zones). */
const overseas: Readonly<Record<string, string>> = {
  '971': 'America/Guadeloupe',
  '972': 'America/Martinique',
  '973': 'America/Cayenne',
  '974': 'Indian/Reunion',
  '975': 'America/Miquelon',
  '976': 'Indian/Mayotte',
  '977': 'America/St_Barthelemy',
  '978': 'America/Marigot',
  '986': 'Pacific/Wallis',
  '987': 'Pacific/Tahiti',
  '988': 'Pacific/Noumea',
};

/**
 * The time zone of a Caf, which bears the number of its département: `caf-972` is that of Martinique. Paris for all that
 * are in Europe, and for who belongs to no Caf.
 */
export const timeZoneOf = (cafId: string | undefined): string =>
  overseas[/^caf-(9[78]\d)/.exec(cafId ?? '')?.[1] ?? ''] ?? 'Europe/Paris';

const days = new Map<string, Intl.DateTimeFormat>();

function dayIn(timeZone: string): Intl.DateTimeFormat {
  const known =
    days.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  days.set(timeZone, known);
  return known;
}

/** The day it is for a Caf at an instant (default: now), `YYYY-MM-DD`: its own, wherever the server stands. */
export const today = (cafId: string | undefined, now: Date = new Date()): string =>
  dayIn(timeZoneOf(cafId)).format(now);

/** The last millisecond of a day where a Caf is: 23 or 25 hours after it began, when the clocks change. */
export const endOfDay = (cafId: string | undefined, text: string): Date =>
  new Date(whenClocksShow(cafId, `${addDays(text, 1)}T00:00:00`) - 1);

/** Noon of a day where a Caf is. */
export const noonOf = (cafId: string | undefined, text: string): Date =>
  new Date(whenClocksShow(cafId, `${text}T12:00:00`));

/** The instant at which the clocks of a Caf show this. */
function whenClocksShow(cafId: string | undefined, text: string): number {
  const timeZone = timeZoneOf(cafId);
  const shown = Date.parse(`${text}Z`);
  // How far the clocks are ahead is looked up near the instant, then at it.
  const near = shown - aheadAt(timeZone, shown);
  return shown - aheadAt(timeZone, near);
}

/** How many milliseconds the clocks of a zone are ahead of UTC's at an instant. */
function aheadAt(timeZone: string, instant: number): number {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${clock.format(instant).replace(' ', 'T')}Z`) - instant;
}
