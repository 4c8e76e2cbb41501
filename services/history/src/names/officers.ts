import { type Mandates, officerNumbers, type Term } from '@ctg/convention';
import { capital } from '@ctg/convention/words';
import type { Names } from './names.js';

/** « n° 2 »: officers are told apart by a number, never by a name (docs/decisions/0017). */
export const numbered = (number: number): string => `n° ${number}`;

/** Each row of a page asks for them. */
const kept = new WeakMap<Mandates, ReadonlyMap<string, number>>();

/** « n° 2 », of those of a convention, whose facts are all there; undefined: this person is none of them. */
export function officerNumber(mandates: Mandates, holder: string): string | undefined {
  const numbers = kept.get(mandates) ?? officerNumbers(mandates);
  kept.set(mandates, numbers);
  const number = numbers.get(holder);
  return number === undefined ? undefined : numbered(number);
}

/** « Chargé de coopération n° 2 (Douarnenez Communauté, Ouest) » */
export function officerInWords(mandates: Mandates, { holder, employer, area }: Term, names: Names): string {
  const place = area === undefined ? '' : `, ${area}`;
  return capital(
    `chargé de coopération ${officerNumber(mandates, holder) ?? ''} (${names.of(employer)}${place})`,
  );
}
