import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from '../schemas/json-schema.js';
import { compareLimits } from './compare-limits.js';
import { compareValues } from './compare-values.js';
import type { Change, ChangeKind } from './rules.js';

const wording = ['title', 'description', 'examples', '$id', '$schema', '$comment'];
const compared = new Set([
  ...wording,
  ...[
    'type',
    'enum',
    'const',
    'anyOf',
    'oneOf',
    'properties',
    'required',
    'items',
    'default',
    'format',
    'pattern',
  ],
  ...[
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
  ],
]);

/** Every difference from an older form of a schema to a newer one; judged by the table in `rules.ts`. */
export function compareSchemas(older: JsonSchema, newer: JsonSchema, path = ''): readonly Change[] {
  const values = compareValues(older, newer, path);
  if (values.some(({ kind }) => kind === 'type-changed')) return values;
  return [
    ...values,
    ...compareLimits(older, newer, path),
    ...['title', 'description', 'examples']
      .filter((word) => !isDeepStrictEqual(older[word], newer[word]))
      .map((word) => changed('wording-changed', path, word, older, newer)),
    ...['format', 'pattern']
      .filter((word) => older[word] !== newer[word])
      .map((word) => changed('format-changed', path, word, older, newer)),
    ...(isDeepStrictEqual(older.default, newer.default)
      ? []
      : [changed('default-changed', path, 'default', older, newer)]),
    ...[...new Set([...Object.keys(older), ...Object.keys(newer)])]
      .filter((word) => !compared.has(word) && !isDeepStrictEqual(older[word], newer[word]))
      .map((word) => changed('unknown-change', path, word, older, newer)),
    ...compareFields(older, newer, path),
    ...compareItems(older, newer, path),
  ];
}

function compareItems(older: JsonSchema, newer: JsonSchema, path: string): readonly Change[] {
  if (isDeepStrictEqual(older.items, newer.items)) return [];
  return compareSchemas((older.items ?? {}) as JsonSchema, (newer.items ?? {}) as JsonSchema, `${path}[]`);
}

function compareFields(older: JsonSchema, newer: JsonSchema, path: string): readonly Change[] {
  const before = fieldsOf(older);
  const after = fieldsOf(newer);
  const removed = [...before.keys()].filter((name) => !after.has(name));
  const added = [...after.keys()].filter((name) => !before.has(name));
  const at = (name: string) => (path ? `${path}.${name}` : name);
  const changes: Change[] = [];
  for (const name of removed) {
    const found = before.get(name);
    const twin = added.find((candidate) => isDeepStrictEqual(after.get(candidate)?.schema, found?.schema));
    if (twin) changes.push({ kind: 'field-renamed', path: at(name), detail: `now ${twin}` });
    const kind = found?.required ? 'required-field-removed' : 'optional-field-removed';
    changes.push({ kind, path: at(name), detail: 'no longer there' });
  }
  for (const name of added) {
    const kind = after.get(name)?.required ? 'required-field-added' : 'optional-field-added';
    changes.push({ kind, path: at(name), detail: 'new' });
  }
  for (const [name, { schema, required }] of before) {
    const now = after.get(name);
    if (!now) continue;
    if (required && !now.required) {
      changes.push({ kind: 'field-made-optional', path: at(name), detail: 'was required' });
    }
    if (!required && now.required) {
      changes.push({ kind: 'field-made-required', path: at(name), detail: 'was optional' });
    }
    changes.push(...compareSchemas(schema, now.schema, at(name)));
  }
  return changes;
}

function fieldsOf(schema: JsonSchema) {
  const required = (schema.required ?? []) as readonly string[];
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  return new Map(
    Object.entries(properties).map(([name, field]) => [
      name,
      { schema: field, required: required.includes(name) },
    ]),
  );
}

const changed = (
  kind: ChangeKind,
  path: string,
  word: string,
  older: JsonSchema,
  newer: JsonSchema,
): Change => ({
  kind,
  path,
  detail: `${word} was ${shown(older[word])}, is ${shown(newer[word])}`,
});

const shown = (value: unknown): string =>
  value === undefined ? 'absent' : JSON.stringify(value).slice(0, 80);
