import { nationalThemes } from '@ctg/contracts/themes';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A state for people: what an identifier points to by its name, organisations and communes by theirs, and no identifier of a
 * thing beside its own name. `--json` keeps every identifier.
 */
export function namedState(state: unknown): unknown {
  const names = new Map<string, string>();
  collect(state, '', names);
  // A measure has no name but that of its indicator, which the first pass learned.
  collect(state, '', names);
  if (!isFields(state)) return state;
  const { conventionId, ...rest } = state;
  if (isFields(rest.convention)) {
    names.set(String(conventionId), String(rest.convention.title));
    for (const [code, label] of themesOf(rest.convention)) names.set(themeKey(code), label);
  }
  const shown = named(rest, '', names) as Fields;
  return conventionId === undefined ? shown : { conventionId, ...shown };
}

/** A theme's code may be another thing's word as well: it is a theme's only in the fields of themes. */
const themeKey = (code: string) => `theme ${code}`;
const ofThemes: ReadonlySet<string> = new Set(['theme', 'themes']);
const nationalLabels = new Map(nationalThemes.map(({ code, label }) => [code, label]));

function* themesOf({ themes }: Fields): Generator<readonly [string, string]> {
  for (const theme of Array.isArray(themes) ? themes : [])
    if (isFields(theme) && typeof theme.code === 'string' && typeof theme.label === 'string')
      yield [theme.code, theme.label];
}

/** `priorityId` is the own identifier of what the list `priorities` holds; `id` that of a thing that has a name. */
function isOwnId(field: string, list: string): boolean {
  if (field === 'id') return true;
  if (!field.endsWith('Id')) return false;
  const thing = field.slice(0, -'Id'.length);
  return list.startsWith(thing.slice(0, Math.max(2, thing.length - 2)));
}

/** What people call a thing. */
function nameOf(fields: Fields, names: ReadonlyMap<string, string>): string | undefined {
  const { title, name, label, question, text, indicator, heldOn, indicatorId } = fields;
  const known = names.get(String(indicatorId));
  const told = [title, name, label, question, text, indicator, known, heldOn];
  return told.find((one): one is string => typeof one === 'string');
}

/** Read first in every thing; the rest comes as it was recorded. */
const first = ['number', 'rank', 'title', 'name', 'label', 'organisation', 'question', 'heldOn', 'status'];
const place = (field: string) => (first.includes(field) ? first.indexOf(field) : first.length);

/** Without its name an identifier tells people nothing; a convention's can be given to `ctg history`. */
const isWorthShowing = (field: string) =>
  (field !== 'id' && !field.endsWith('Id')) || field.toLowerCase().endsWith('conventionid');

const nameWithCode = /^(.+) \((\d[\dAB]\d{3}|\d{9})\)$/;

function collect(value: unknown, list: string, names: Map<string, string>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, list, names);
  else if (isFields(value)) {
    const name = nameOf(value, names);
    for (const [field, one] of Object.entries(value)) {
      if (name !== undefined && typeof one === 'string') {
        if (isOwnId(field, list)) names.set(one, name);
        if (field === 'organisation' && typeof value.name === 'string')
          names.set(one, `${value.name} (${one})`);
      }
      collect(one, field, names);
    }
  } else if (typeof value === 'string') {
    const found = nameWithCode.exec(value);
    if (found?.[2] !== undefined && !names.has(found[2])) names.set(found[2], value);
  }
}

function nameOfText(text: string, list: string, names: ReadonlyMap<string, string>): string | undefined {
  if (list === 'nationalTheme') return nationalLabels.get(text);
  return (ofThemes.has(list) ? names.get(themeKey(text)) : undefined) ?? names.get(text);
}

function named(value: unknown, list: string, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, list, names));
  if (typeof value === 'string') return nameOfText(value, list, names) ?? value;
  if (!isFields(value)) return value;
  const fields: Record<string, unknown> = {};
  const inOrder = Object.entries(value).sort(([a], [b]) => place(a) - place(b));
  for (const [field, one] of inOrder) {
    const thing = field.endsWith('Id') ? field.slice(0, -'Id'.length) : field;
    const hasName = isOwnId(field, list) && nameOf(value, names) !== undefined;
    if (hasName || (thing !== field && !isOwnId(field, list) && thing in value)) continue;
    // A code beside the name it stands for says nothing more.
    if (field === 'name' && typeof value.organisation === 'string') continue;
    const isKnown = typeof one === 'string' && names.has(one);
    if (!isKnown && !isWorthShowing(field)) continue;
    const shown = field === 'id' ? 'name' : thing;
    fields[isKnown ? shown : field] = named(one, field, names);
  }
  return fields;
}
