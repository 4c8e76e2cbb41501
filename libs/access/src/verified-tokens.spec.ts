import { VerifiedTokens } from './verified-tokens.js';

const at = (milliseconds: number) => ({ instant: milliseconds, tick: milliseconds });
const actor = { subject: 'u-1', role: 'caf_adviser' } as const;

test('a token is known until it expires, and never longer than the limit', () => {
  const tokens = new VerifiedTokens(10, 1_000);
  tokens.keep('short', actor, 500, at(0));
  tokens.keep('long', actor, 60_000, at(0));
  expect(tokens.find('short', at(499))).toBe(actor);
  expect(tokens.find('short', at(500))).toBeUndefined();
  expect(tokens.find('long', at(999))).toBe(actor);
  expect(tokens.find('long', at(1_000))).toBeUndefined();
});

test('a clock that is set back keeps no token known for longer, one that is set forward ends what has expired', () => {
  const tokens = new VerifiedTokens(10, 1_000);
  tokens.keep('back', actor, 60_000, at(0));
  expect(tokens.find('back', { instant: -86_400_000, tick: 999 })).toBe(actor);
  expect(tokens.find('back', { instant: -86_400_000, tick: 1_000 })).toBeUndefined();
  tokens.keep('forward', actor, 60_000, at(0));
  expect(tokens.find('forward', { instant: 59_999, tick: 10 })).toBe(actor);
  expect(tokens.find('forward', { instant: 60_000, tick: 10 })).toBeUndefined();
});

test('the number of remembered tokens is bounded, the oldest leaves', () => {
  const tokens = new VerifiedTokens(2, 1_000);
  for (const token of ['a', 'b', 'c']) tokens.keep(token, actor, 900, at(0));
  expect(tokens.size).toBe(2);
  expect(tokens.find('a', at(1))).toBeUndefined();
  expect(tokens.find('c', at(1))).toBe(actor);
});
