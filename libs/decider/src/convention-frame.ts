import { frenchDay } from '@ctg/calendar';
import type { NewEvent } from '@ctg/contracts';

/** What a convention says that the acts of every service are held against, as far as a service knows it. */
export interface ConventionFrame {
  readonly effectOn: string;
  /** The last day: the term, as amendments prolong it, or an earlier end. */
  readonly lastDay: string;
  /** Codes of its themes; none: it has named none. */
  readonly themes: readonly string[];
  readonly cogVintage: number;
  /** INSEE codes of the communes that are in its perimeter, or enter it. */
  readonly communes: readonly string[];
  /** Those that leave or have left it, each with the day from which it is out. */
  readonly left: Readonly<Record<string, string>>;
  /** The convention that it says it renews. */
  readonly renews?: string;
  /** The convention that it says it is renewed by. */
  readonly renewedBy?: string;
}

/** Says that something is improbable; see `DecideInput.warn`. */
export type Warn = (code: string, sentence: string) => void;

/** What happened after the convention's last day is seldom meant. Said once, of the latest day. */
export function warnAfterEnd(
  events: readonly NewEvent[],
  frame: ConventionFrame | undefined,
  today: string,
  warn: Warn,
): void {
  if (!frame) return;
  const days = events.map(({ occurredOn = today }) => occurredOn).sort();
  const on = days.at(-1);
  if (on !== undefined && on > frame.lastDay)
    warn(
      'after-the-end',
      `Le ${frenchDay(on)} est après la fin de la convention, le ${frenchDay(frame.lastDay)}.`,
    );
}

/** A year that is wholly before the effect date or after the end. */
export function warnOfYear(year: number, frame: ConventionFrame | undefined, warn: Warn): void {
  if (!frame) return;
  const [first, last] = [frame.effectOn, frame.lastDay].map((day) => Number(day.slice(0, 4)));
  if (first === undefined || last === undefined || (year >= first && year <= last)) return;
  warn('year-outside-term', `L’année ${year} est hors de la durée de la convention : ${first} à ${last}.`);
}

/** Themes that the convention does not have; one that has named none is held to nothing. */
export function warnOfThemes(
  themes: readonly string[],
  frame: ConventionFrame | undefined,
  warn: Warn,
): void {
  if (!frame || frame.themes.length === 0) return;
  const others = themes.filter((code) => !frame.themes.includes(code));
  if (others.length > 0)
    warn('theme-not-of-convention', `La convention ne porte pas sur ce thème : ${others.join(', ')}.`);
}
