import { type Mandates, officerNumbers, type Term } from '@ctg/convention';
import { capital } from './grammar.js';
import type { Names } from './names.js';

/** « n° 2 »: officers are told apart by a number, never by a name (docs/decisions/0017). */
export const numbered = (number: number): string => `n° ${number}`;

/** « n° 2 », of those of a convention; undefined: this person is none of them. */
export function officerNumber(mandates: Mandates, holder: string): string | undefined {
  const number = officerNumbers(mandates).get(holder);
  return number === undefined ? undefined : numbered(number);
}

/** « Chargé de coopération n° 2 (Douarnenez Communauté, Ouest) » */
export function officerInWords(mandates: Mandates, { holder, employer, area }: Term, names: Names): string {
  const place = area === undefined ? '' : `, ${area}`;
  return capital(
    `chargé de coopération ${officerNumber(mandates, holder) ?? ''} (${names.of(employer)}${place})`,
  );
}
