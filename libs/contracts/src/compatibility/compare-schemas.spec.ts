import { day } from '@ctg/calendar';
import { z } from 'zod';
import { toJsonSchema } from '../schemas/json-schema.js';
import { compareContracts } from './compare-contracts.js';
import type { CurrentVersion } from './current-contracts.js';
import { type ChangeKind, rules } from './rules.js';

const a = z.string();
const base = z.object({ a });
const one = z.object({ kind: z.literal('one'), a });
const other = z.object({ kind: z.literal('other'), n: z.int() });
const goldens = { '1.json': 'hash', '2.json': 'hash' };
const now = (version: number, schema: z.ZodType, more: Partial<CurrentVersion> = {}): CurrentVersion => ({
  type: 'sample.Happened',
  version,
  schema: toJsonSchema(schema),
  goldens,
  unreadable: [],
  upcasts: true,
  ...more,
});
const before = (...schemas: z.ZodType[]) => ({
  type: 'sample.Happened',
  version: 1,
  goldens: { '1.json': 'hash' },
  forms: schemas.map(toJsonSchema),
});

type Row = [ChangeKind, z.ZodType, z.ZodType];

const table: Row[] = [
  ['optional-field-added', base, z.object({ a, b: z.string().optional() })],
  ['optional-field-added', base, z.object({ a, b: z.string().default('x') })],
  ['required-field-added', base, z.object({ a, b: z.string() })],
  ['optional-field-removed', z.object({ a, b: z.string().optional() }), base],
  ['required-field-removed', z.object({ a, b: z.int() }), base],
  ['field-renamed', base, z.object({ c: z.string() })],
  ['field-renamed', z.object({ a, b: z.int().optional() }), z.object({ a, c: z.int().optional() })],
  ['field-made-optional', base, z.object({ a: a.optional() })],
  ['field-made-required', z.object({ a: a.optional() }), base],
  ['type-widened', z.object({ n: z.int() }), z.object({ n: z.number() })],
  ['type-narrowed', z.object({ n: z.number() }), z.object({ n: z.int() })],
  ['type-changed', base, z.object({ a: z.number() })],
  ['type-changed', base, z.object({ a: z.array(a) })],
  ['enum-value-added', z.object({ e: z.enum(['x']) }), z.object({ e: z.enum(['x', 'y']) })],
  ['enum-value-added', z.object({ e: z.enum(['x']) }), z.object({ e: z.string() })],
  ['enum-value-added', z.object({ e: z.literal('x') }), z.object({ e: z.enum(['x', 'y']) })],
  ['enum-value-removed', z.object({ e: z.enum(['x', 'y']) }), z.object({ e: z.enum(['x']) })],
  ['limit-loosened', z.object({ a: a.max(10) }), z.object({ a: a.max(20) })],
  ['limit-loosened', z.object({ n: z.number().min(1) }), z.object({ n: z.number() })],
  ['limit-loosened', z.object({ l: z.array(a).max(3) }), z.object({ l: z.array(a).max(4) })],
  ['limit-tightened', z.object({ a: a.max(20) }), z.object({ a: a.max(10) })],
  ['limit-tightened', base, z.object({ a: a.min(1) })],
  ['limit-tightened', z.object({ n: z.number().lt(9) }), z.object({ n: z.number().lt(8) })],
  ['format-changed', base, z.object({ a: z.uuid() })],
  ['format-changed', z.object({ a: day }), base],
  ['format-changed', z.object({ a: a.regex(/^a/) }), z.object({ a: a.regex(/^b/) })],
  ['variant-added', z.object({ u: z.union([day, one]) }), z.object({ u: z.union([day, one, other]) })],
  ['variant-added', z.object({ u: one }), z.object({ u: z.union([one, other]) })],
  ['variant-removed', z.object({ u: z.union([one, other]) }), z.object({ u: one })],
  ['type-widened', base, z.object({ a: a.nullable() })],
  ['type-narrowed', z.object({ a: a.nullable() }), base],
  ['default-changed', z.object({ a: a.default('x') }), z.object({ a: a.default('y') })],
  ['wording-changed', base, z.object({ a: a.describe('autre') })],
  ['unknown-change', base, z.object({ a }).meta({ minProperties: 2 })],
  ['required-field-removed', z.object({ o: z.object({ a, b: a }) }), z.object({ o: z.object({ a }) })],
  ['required-field-removed', z.object({ l: z.array(z.object({ a, b: a })) }), z.object({ l: z.array(base) })],
  ['enum-value-added', z.object({ l: z.array(z.enum(['x'])) }), z.object({ l: z.array(z.enum(['x', 'z'])) })],
];

const kindsOf = (breaches: readonly { kind: ChangeKind }[]) => breaches.map(({ kind }) => kind);

test.each(table)('%s: row %# is found, and judged as the table says', (kind, older, newer) => {
  const { withinVersion, nextVersion } = rules[kind];
  expect(kindsOf(compareContracts([before(older)], [now(1, newer)])).includes(kind)).toBe(!withinVersion);
  const next = compareContracts([before(older)], [now(1, older), now(2, newer)]);
  expect(kindsOf(next).includes(kind)).toBe(!nextVersion);
});

test.each(table.filter(([kind]) => rules[kind].withinVersion))(
  '%s: nothing else is said of row %#',
  (_, older, newer) => {
    expect(compareContracts([before(older)], [now(1, newer)])).toEqual([]);
  },
);

test('a field removed and brought back with another type breaks those who read the first form', () => {
  const forms = before(z.object({ a, b: z.string().optional() }), base);
  const breaches = compareContracts([forms], [now(1, z.object({ a, b: z.int().optional() }))]);
  expect(kindsOf(breaches)).toEqual(['type-changed']);
});

const whole: [ChangeKind, CurrentVersion[]][] = [
  ['type-disappeared', []],
  ['version-disappeared', [now(2, base)]],
  ['upcaster-missing', [now(1, base, { upcasts: false }), now(2, base)]],
  ['golden-changed', [now(1, base, { goldens: { '1.json': 'other' } })]],
  ['golden-missing', [now(1, base), now(2, base, { goldens: {} })]],
  ['golden-unreadable', [now(1, base, { unreadable: ['1.json does not fit'] })]],
];

test.each(whole)('%s fails the comparison', (kind, current) => {
  expect(kindsOf(compareContracts([before(base)], current))).toEqual([kind]);
});

test('every rule of the table has its row here', () => {
  const tried = new Set([...table, ...whole].map(([kind]) => kind));
  expect([...tried].sort()).toEqual(Object.keys(rules).sort());
});
