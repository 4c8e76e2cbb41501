import { isDeepStrictEqual } from 'node:util';
import { frenchDay } from '@ctg/calendar';
import type { CorrectionData, Saying } from '@ctg/contracts';
import { fieldWords, valueWords } from '@ctg/convention/words';
import type { Names } from '../names/names.js';

/**
 * What was wrong and what holds in its place, each in the sentence of its own event; where both read alike, the fields
 * that differ.
 */
export function correctionSentence(
  { before, after, reason }: CorrectionData,
  tell: (saying: Saying) => string,
  names: Names,
): string {
  const wrong = inner(tell(before));
  const motive = `Motif : ${/[.!?…]$/.test(reason) ? reason : `${reason}.`}`;
  if (!after) return `Annulé : « ${wrong} ». ${motive}`;
  const right = inner(tell(after));
  return right === wrong
    ? `Corrigé : « ${right} » (${differing(before, after, names).join(' ; ')}). ${motive}`
    : `Corrigé : « ${wrong} » devient « ${right} ». ${motive}`;
}

const inner = (sentence: string) => sentence.replace(/\.$/, '');

function differing(before: Saying, after: Saying, names: Names): readonly string[] {
  const fields = new Set([...Object.keys(before.data), ...Object.keys(after.data)]);
  const changed = [...fields]
    .filter((field) => !isDeepStrictEqual(before.data[field], after.data[field]))
    .map((field) => {
      const [was, is] = [before, after].map(({ data }) => shown(data[field], field, names));
      const label = fieldWords[field] ?? field;
      return was === undefined || is === undefined ? `${label} : remanié` : `${label} : ${was} → ${is}`;
    });
  const days = ([was, is]: readonly (string | undefined)[], label: string) =>
    was === is ? [] : [`${label} : ${shown(was, '', names)} → ${shown(is, '', names)}`];
  return [
    ...changed,
    ...days([before.occurredOn, after.occurredOn], 'jour'),
    ...days([before.effectiveOn, after.effectiveOn], 'vaut à partir du'),
  ];
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const hash = /^[0-9a-f]{64}$/;

/** A value as people read it; undefined: it has parts, or points to what has no name. */
function shown(value: unknown, field: string, names: Names): string | undefined {
  if (value === undefined) return 'rien';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  // A year is no quantity.
  if (typeof value === 'number')
    return /year|vintage/i.test(field) ? String(value) : value.toLocaleString('fr-FR');
  if (typeof value !== 'string') return undefined;
  if (day.test(value)) return frenchDay(value);
  if (hash.test(value)) return `${value.slice(0, 12)}…`;
  const told = names.known(value) ?? (field.endsWith('Id') ? undefined : (valueWords[value] ?? value));
  return told === undefined ? undefined : `« ${told} »`;
}
