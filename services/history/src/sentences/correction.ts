import { isDeepStrictEqual } from 'node:util';
import { frenchDay } from '@ctg/calendar';
import type { CorrectionData, Saying } from '@ctg/contracts';

/**
 * What was wrong and what holds in its place, each in the sentence of its own event; where both read alike, the fields
 * that differ.
 */
export function correctionSentence(
  { before, after, reason }: CorrectionData,
  tell: (saying: Saying) => string,
): string {
  const wrong = inner(tell(before));
  const motive = `Motif : ${/[.!?]$/.test(reason) ? reason : `${reason}.`}`;
  if (!after) return `Annulé : « ${wrong} ». ${motive}`;
  const right = inner(tell(after));
  return right === wrong
    ? `Corrigé : « ${right} » (${differing(before, after).join(' ; ')}). ${motive}`
    : `Corrigé : « ${wrong} » devient « ${right} ». ${motive}`;
}

const inner = (sentence: string) => sentence.replace(/\.$/, '');

function differing(before: Saying, after: Saying): readonly string[] {
  const fields = new Set([...Object.keys(before.data), ...Object.keys(after.data)]);
  const changed = [...fields]
    .filter((field) => !isDeepStrictEqual(before.data[field], after.data[field]))
    .map((field) => `${field} : ${shown(before.data[field])} → ${shown(after.data[field])}`);
  const day = before.occurredOn === after.occurredOn ? [] : [`jour : ${days(before, after)}`];
  return [...changed, ...day];
}

const days = (before: Saying, after: Saying) =>
  `${frenchDay(before.occurredOn)} → ${frenchDay(after.occurredOn)}`;

const shown = (value: unknown): string =>
  value === undefined ? 'rien' : typeof value === 'string' ? `« ${value} »` : JSON.stringify(value);
