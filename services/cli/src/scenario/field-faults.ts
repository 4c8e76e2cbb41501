import { impreciseBounds, isDay } from '@ctg/calendar';
import { organisationId, siren, siret } from '@ctg/identifiers';
import { z } from 'zod';
import type { Schema } from '../api/catalogue.js';
import { suggestion } from '../api/nearest-word.js';
import { referencesIn } from './values.js';

type Path = readonly (string | number)[];

/** What the server would refuse of a value, and where in it. */
export interface FieldFault {
  readonly path: Path;
  /** What the sentence speaks of; empty for the whole. */
  readonly of: Path;
  /** French, without its place: « attendu … ; trouvé … ». */
  readonly sentence: string;
}

/** Whose values these are. */
export interface Sender {
  /** The day on which it is recorded, where only what happened is taken. */
  readonly today: string;
  /** What a value is called: a field of a command, a filter of a question. */
  readonly noun: 'champ' | 'filtre';
}

/**
 * Every fault that a schema finds in a value that is typed already (`asTyped`), each where it stands. What `$name` stands
 * for is not known yet, and is left to the server.
 */
export function fieldFaults(value: unknown, schema: Schema, sender: Sender, path: Path = []): FieldFault[] {
  if (typeof value === 'string' && referencesIn(value).length > 0) return [];
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return faultsOfForms(value, forms, sender, path);
  const wrong = wrongValue(value, schema, sender);
  if (wrong !== undefined) return [{ path, of: path, sentence: wrong }];
  if (Array.isArray(value)) {
    return value.flatMap((one, index) => fieldFaults(one, schema.items ?? {}, sender, [...path, index]));
  }
  return typeof value === 'object' && value !== null
    ? faultsOfFields(value as Record<string, unknown>, schema, sender, path)
    : [];
}

/** Of a choice of forms, the faults of the one that was most nearly written. */
function faultsOfForms(value: unknown, forms: readonly Schema[], sender: Sender, path: Path): FieldFault[] {
  const found = forms.map((form) => fieldFaults(value, form, sender, path));
  if (found.some((faults) => faults.length === 0)) return [];
  const depth = (faults: readonly FieldFault[]) => Math.max(...faults.map((fault) => fault.path.length));
  const [nearest = []] = found.sort((one, other) => depth(other) - depth(one) || one.length - other.length);
  return nearest;
}

function faultsOfFields(
  value: Record<string, unknown>,
  schema: Schema,
  sender: Sender,
  path: Path,
): FieldFault[] {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const known = Object.keys(properties);
  const others = typeof additionalProperties === 'object' ? additionalProperties : {};
  const missing = required.filter((field) => value[field] === undefined);
  return [
    ...Object.entries(value).flatMap(([field, one]) => {
      const own = properties[field];
      if (own === undefined && additionalProperties === false) {
        return [{ path: [...path, field], of: path, sentence: unknownField(field, known, sender) }];
      }
      return fieldFaults(one, own ?? others, sender, [...path, field]);
    }),
    ...missing.map((field) => {
      const meaning = properties[field]?.description;
      return {
        path,
        of: path,
        sentence: `le ${sender.noun} « ${field} »${meaning ? ` (${meaning})` : ''} manque.`,
      };
    }),
  ];
}

const unknownField = (field: string, known: readonly string[], { noun }: Sender): string =>
  `le ${noun} « ${field} » n’existe pas.${suggestion(field, known)} ${noun === 'champ' ? 'Champs' : 'Filtres'} : ${known.join(', ') || 'aucun'}.`;

/** What is wrong with the value itself, whatever it holds. */
function wrongValue(value: unknown, schema: Schema, { today }: Sender): string | undefined {
  const { enum: listed, const: only, pattern, minLength, maxLength, minimum, maximum } = schema;
  const allowed = only === undefined ? listed : [only];
  if (allowed && !allowed.includes(value)) {
    return expected(allowed.map(String).join(', '), value, suggestion(String(value), allowed.map(String)));
  }
  const kind = kinds.find(({ type }) => [schema.type].flat().includes(type));
  if (kind && !kinds.some(({ type, holds }) => [schema.type].flat().includes(type) && holds(value))) {
    return expected(kind.french, value);
  }
  if (Array.isArray(value)) return wrongLength(value.length, schema.minItems, schema.maxItems, 'élément');
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum) return expected(`au moins ${minimum}`, value);
    if (maximum !== undefined && value > maximum) return expected(`au plus ${maximum}`, value);
  }
  if (typeof value !== 'string') return undefined;
  const unfit = formats[schema.format ?? '']?.(value);
  if (unfit !== undefined) return unfit;
  if (schema['x-past'] === true && value > today) {
    return `une date passée, ou celle du jour où c’est enregistré (${today}), est attendue : cela a déjà eu lieu ; trouvé « ${value} ».`;
  }
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) {
    return expected(formOf(pattern, schema), value);
  }
  return wrongLength(value.trim().length, minLength, maxLength, 'caractère');
}

function wrongLength(
  length: number,
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
  what = '',
): string | undefined {
  if (length < least) return `au moins ${least} ${what}${least > 1 ? 's' : ''} ; trouvé ${length}.`;
  if (length > most) return `au plus ${most} ${what}s ; trouvé ${length}.`;
  return undefined;
}

const expected = (what: string, found: unknown, more = ''): string =>
  `attendu : ${what} ; trouvé ${shown(found)}.${more}`;

const shown = (value: unknown): string =>
  typeof value === 'string' ? `« ${value.slice(0, 80)} »` : (JSON.stringify(value)?.slice(0, 80) ?? 'rien');

/** Patterns that stand for something people have a word for. */
const patterns: Readonly<Record<string, string>> = {
  '^[0-9a-f]{64}$': 'une empreinte SHA-256 (64 caractères hexadécimaux en minuscules)',
  '^(?:[0-9]{5}|2[AB][0-9]{3})$': 'un code INSEE (5 caractères, pas le code postal)',
};

const formOf = (pattern: string, { description, format }: Schema): string =>
  format === 'uuid'
    ? 'un identifiant (UUID), ou $nom d’une étape'
    : (patterns[pattern] ?? description ?? `la forme ${pattern}`);

const instant = z.iso.datetime({ offset: true });

/** What is wrong with a moment: a day, or an instant with its zone. */
export const momentFault = (value: string): string | undefined =>
  isDay(value) || instant.safeParse(value).success
    ? undefined
    : expected('un jour (2026-06-01) ou un instant avec son fuseau (2026-06-01T00:00:00Z)', value);

/** The rules that a JSON Schema names and cannot say: those of the product itself. */
const formats: Readonly<Record<string, (value: string) => string | undefined>> = {
  date: (value) =>
    isDay(value) ? undefined : expected('une date AAAA-MM-JJ, un jour qui existe entre 1900 et 2100', value),
  'imprecise-date': (value) =>
    impreciseBounds(value)
      ? undefined
      : expected('une date : 2025, 2025-T4, 2025-03, 2025-03-12, ou une période 2026/2027', value),
  moment: momentFault,
  siren: (value) => said(siren.safeParse(value)),
  siret: (value) => said(siret.safeParse(value)),
  organisation: (value) => said(organisationId.safeParse(value)),
};

interface Checked {
  readonly error?: { readonly issues: readonly { readonly message: string }[] } | undefined;
}

const said = ({ error }: Checked): string | undefined => {
  const message = error?.issues[0]?.message;
  return message === undefined ? undefined : `${message}.`;
};

const kinds: readonly { type: string; french: string; holds: (value: unknown) => boolean }[] = [
  { type: 'string', french: 'un texte', holds: (value) => typeof value === 'string' },
  { type: 'integer', french: 'un nombre entier', holds: (value) => Number.isSafeInteger(value) },
  { type: 'number', french: 'un nombre', holds: (value) => typeof value === 'number' },
  { type: 'boolean', french: 'true ou false', holds: (value) => typeof value === 'boolean' },
  { type: 'array', french: 'une liste', holds: (value) => Array.isArray(value) },
  { type: 'null', french: 'rien', holds: (value) => value === null },
  {
    type: 'object',
    french: 'un groupe de champs',
    holds: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  },
];
