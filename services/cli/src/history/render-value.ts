import { fieldWords, valueWords } from '@ctg/convention/words';
import { frenchInstant } from './french-instant.js';

/** Fields as readable lines, for what has no better form: `- titre : …`, lists indented. */
export function renderValue(value: unknown, indent = '  '): readonly string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${indent}(aucun)`];
    if (value.every((one) => typeof one !== 'object'))
      return [`${indent}${value.map((one) => inline(one)).join(', ')}`];
    return value.flatMap((one) => item(one, indent));
  }
  if (typeof value !== 'object') return [`${indent}${inline(value)}`];
  const fields = Object.entries(value).filter(
    ([, one]) => one !== null && one !== undefined && !isEmpty(one),
  );
  return fields.flatMap(([name, one]) =>
    typeof one === 'object' && !isSimpleList(one)
      ? [`${indent}${label(name)} :`, ...renderValue(one, `${indent}  `)]
      : [
          `${indent}${label(name)} : ${isSimpleList(one) ? one.map((each) => inline(each)).join(', ') : inline(one, name)}`,
        ],
  );
}

function item(value: unknown, indent: string): readonly string[] {
  const [first = '', ...rest] = renderValue(value, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
const isSimpleList = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.every((one) => typeof one !== 'object');

const day = /^(\d{4})-(\d{2})-(\d{2})$/;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A year is no quantity. */
const years: ReadonlySet<string> = new Set(['year', 'cogVintage', 'readInVintage', 'vintage']);

function inline(value: unknown, name = ''): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') return years.has(name) ? String(value) : value.toLocaleString('fr-FR');
  const text = String(value);
  const date = day.exec(text);
  if (date) return `${date[3]}/${date[2]}/${date[1]}`;
  if (instant.test(text)) return `${frenchInstant(text)} (heure de Paris)`;
  return valueWords[text] ?? text;
}

const label = (name: string): string =>
  fieldWords[name] ?? name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
