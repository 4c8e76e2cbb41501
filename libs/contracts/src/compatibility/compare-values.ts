import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from '../schemas/json-schema.js';
import type { Change } from './rules.js';

/** Differences in the kind of value itself: its type, its enumeration, its variants. */
export function compareValues(older: JsonSchema, newer: JsonSchema, path: string): readonly Change[] {
  if (variantsOf(older) || variantsOf(newer)) return compareVariants(older, newer, path);
  return [...compareTypes(older, newer, path), ...compareEnumerations(older, newer, path)];
}

function compareTypes(older: JsonSchema, newer: JsonSchema, path: string): Change[] {
  const before = typesOf(older);
  const after = typesOf(newer);
  if (isDeepStrictEqual(before, after)) return [];
  const detail = `was ${before.join(' or ') || 'anything'}, is ${after.join(' or ') || 'anything'}`;
  if (covers(after, before)) return [{ kind: 'type-widened', path, detail }];
  if (covers(before, after)) return [{ kind: 'type-narrowed', path, detail }];
  return [{ kind: 'type-changed', path, detail }];
}

const typesOf = ({ type }: JsonSchema): readonly string[] =>
  (Array.isArray(type) ? [...type] : type === undefined ? [] : [type]).sort() as string[];

/** True when the wider types hold every value of the narrower; no type at all is any type. */
const covers = (wider: readonly string[], narrower: readonly string[]): boolean =>
  wider.length === 0 ||
  (narrower.length > 0 &&
    narrower.every((type) => wider.includes(type) || (type === 'integer' && wider.includes('number'))));

function compareEnumerations(older: JsonSchema, newer: JsonSchema, path: string): Change[] {
  const before = enumerationOf(older);
  const after = enumerationOf(newer);
  if (!before && !after) return [];
  if (!before) return [{ kind: 'enum-value-removed', path, detail: `any value before, now ${after}` }];
  if (!after) return [{ kind: 'enum-value-added', path, detail: `only ${before} before, now any value` }];
  return [
    ...after
      .filter((value) => !before.includes(value))
      .map((value): Change => ({ kind: 'enum-value-added', path, detail: `${value} is new` })),
    ...before
      .filter((value) => !after.includes(value))
      .map((value): Change => ({ kind: 'enum-value-removed', path, detail: `${value} is gone` })),
  ];
}

/** Written as JSON, so that values of any kind compare; a constant is an enumeration of one. */
const enumerationOf = (schema: JsonSchema): readonly string[] | undefined => {
  const values = 'const' in schema ? [schema.const] : (schema.enum as readonly unknown[] | undefined);
  return values?.map((value) => JSON.stringify(value));
};

/** A union's variants are compared whole: one that changed is one removed and one added. */
function compareVariants(older: JsonSchema, newer: JsonSchema, path: string): Change[] {
  const before = variantsOf(older) ?? [bare(older)];
  const after = variantsOf(newer) ?? [bare(newer)];
  const isIn = (variants: readonly unknown[], one: unknown) =>
    variants.some((each) => isDeepStrictEqual(each, one));
  return [
    ...after
      .filter((variant) => !isIn(before, variant))
      .map((variant): Change => ({ kind: 'variant-added', path, detail: brief(variant) })),
    ...before
      .filter((variant) => !isIn(after, variant))
      .map((variant): Change => ({ kind: 'variant-removed', path, detail: brief(variant) })),
  ];
}

const variantsOf = (schema: JsonSchema): readonly unknown[] | undefined =>
  ((schema.anyOf ?? schema.oneOf) as readonly JsonSchema[] | undefined)?.map(bare);

/** Without its wording, which no program reads. */
const bare = ({ title, description, default: _default, $id, $schema, ...rest }: JsonSchema): unknown => rest;

const brief = (variant: unknown): string => JSON.stringify(variant).slice(0, 80);
