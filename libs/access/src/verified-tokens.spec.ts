import { VerifiedTokens } from './verified-tokens.js';

const actor = { subject: 'u-1', role: 'caf_adviser' } as const;

test('a token is known until it expires, and never longer than the limit', () => {
  const tokens = new VerifiedTokens(10, 1_000);
  tokens.keep('short', actor, 500, 0);
  tokens.keep('long', actor, 60_000, 0);
  expect(tokens.find('short', 499)).toBe(actor);
  expect(tokens.find('short', 500)).toBeUndefined();
  expect(tokens.find('long', 999)).toBe(actor);
  expect(tokens.find('long', 1_000)).toBeUndefined();
});

test('the number of remembered tokens is bounded, the oldest leaves', () => {
  const tokens = new VerifiedTokens(2, 1_000);
  for (const token of ['a', 'b', 'c']) tokens.keep(token, actor, 900, 0);
  expect(tokens.size).toBe(2);
  expect(tokens.find('a', 1)).toBeUndefined();
  expect(tokens.find('c', 1)).toBe(actor);
});
