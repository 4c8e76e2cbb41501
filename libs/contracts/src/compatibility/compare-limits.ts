import type { JsonSchema } from '../schemas/json-schema.js';
import type { Change } from './rules.js';

const lower = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'];
const upper = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'];

/** Limits that moved. An absent limit is the loosest one. */
export function compareLimits(older: JsonSchema, newer: JsonSchema, path: string): readonly Change[] {
  return [
    ...lower.flatMap((word) => moved(word, older, newer, path, -1)),
    ...upper.flatMap((word) => moved(word, older, newer, path, 1)),
  ];
}

function moved(word: string, older: JsonSchema, newer: JsonSchema, path: string, outward: 1 | -1): Change[] {
  const nothing = outward * Number.POSITIVE_INFINITY;
  const before = (older[word] as number | undefined) ?? nothing;
  const after = (newer[word] as number | undefined) ?? nothing;
  if (before === after) return [];
  const kind = (after - before) * outward > 0 ? 'limit-loosened' : 'limit-tightened';
  return [{ kind, path, detail: `${word} was ${before}, is ${after}` }];
}
