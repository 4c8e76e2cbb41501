import { addDays, addMonths, blocksOfSpan, blocksWith } from './index.js';

/** How many blocks a span and a day have in common. */
const common = (day: string, from: string, until?: string) =>
  blocksOfSpan(from, until).filter((one) => blocksWith(day).includes(one)).length;

test('a span and a day of one of its months have one block in common, and no other day has any', () => {
  for (let first = 0; first < 40; first++)
    for (let length = 0; length < 300; length += 7) {
      const from = addMonths('2019-03-15', first);
      const until = addDays(addMonths(from, length), 3);
      expect(blocksOfSpan(from, until).length).toBeLessThanOrEqual(16);
      for (const day of [from, until, addMonths(from, Math.floor(length / 2))])
        expect([from, until, day, common(day, from, until)]).toEqual([from, until, day, 1]);
      // Too long to be cut up, it is found by every day.
      const outside = length < 256 ? 0 : 1;
      expect(common(addMonths(from, -1), from, until)).toBe(outside);
      expect(common(addMonths(until, 1), from, until)).toBe(outside);
    }
});

test('without an end, or longer than a lifetime of conventions, it is one block that every day has', () => {
  for (const until of [undefined, '3022-12-31'])
    expect([blocksOfSpan('2022-01-01', until).length, common('2026-12-01', '2022-01-01', until)]).toEqual([
      1, 1,
    ]);
});

test('a convention of five years is a handful of blocks', () => {
  expect(blocksOfSpan('2022-01-01', '2026-12-31')).toHaveLength(4);
});
