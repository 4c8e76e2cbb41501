import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import type { JsonObject } from './port.js';

const circle: Record<string, unknown> = {};
circle.again = { circle };

describe('canonical JSON', () => {
  it('is what the library writes, whatever the keys and texts are', () => {
    const key = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        '9',
        '10',
        '00',
        '1e3',
        '-1',
        'é',
        '\u{1F600}',
        '\uFB33',
        'toJSON',
        '__proto__',
        'constructor',
      ),
    );
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(null, true, false, undefined, -0, 1e21, 1e-7, '\u2028', '"\\'),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(key, json, { maxKeys: 5 }), (value) => {
        expect(canonicalJson(value as JsonObject)).toBe(canonicalize(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, object]>([
    ['NaN', { a: [Number.NaN] }],
    ['infinity', { a: Number.POSITIVE_INFINITY }],
    ['half a character', { a: '\uD83D' }],
    ['half a character in a key', { '\uDE00': 1 }],
    ['a circle', circle],
  ])('%s is refused', (_, value) => {
    expect(() => canonicalJson(value as JsonObject)).toThrow();
  });

  it.each<[string, object]>([
    ['a date', { on: new Date(0) }],
    ['a key that is a number', { 10: 'a', 9: 'b', a: 'c' }],
    ['nothing in a list', { a: [undefined, Symbol('x')] }],
  ])('%s is written as the library does', (_, value) => {
    expect(canonicalJson(value as JsonObject)).toBe(canonicalize(value));
  });
});
