import { day, isDay } from '@ctg/calendar';
import { z } from 'zod';
import type { Answered } from '../answers/answered.js';
import { cursorOf, numberText } from './cursor.js';
import { defineComputedList, type Found } from './define-computed-list.js';
import type { Page } from './page.js';

/** The day that a first page settles; it moves on between two pages, as at midnight. */
let today = '2026-12-31';
const numbers = defineComputedList({
  name: 'test.list-numbers',
  title: 'Nombres',
  roles: ['caf_adviser'],
  route: '/numbers',
  reads: [],
  filters: { on: day.optional() },
  item: z.string(),
  settles: [isDay],
  settle: ({ query }) => [query.on ?? today],
  places: [numberText],
  *walk(_input, [on = ''], [after = '0'] = []): Generator<Found<string>> {
    for (let n = Number(after) + 1; n <= 7; n++) {
      // After four that were looked through a page may be short.
      if (n === 5 && Number(after) < 4) yield { place: ['4'] };
      yield { place: [String(n)], item: `${n} on ${on}` };
    }
  },
  finish: async (items) => items.map((one) => one.toUpperCase()),
});
const page = (query: object): Promise<Answered<Page<string>>> =>
  numbers.answer({
    query: { limit: 3, ...query },
    params: {},
    actor: { subject: 'u', role: 'caf_adviser' },
    readModel: { query: async () => [], viewOf: async () => ({ upTo: 0n, id: '' }) },
  });

test('pages follow one another, all on the day of the first; one that looked through enough is short and goes on', async () => {
  const first = await page({});
  today = '2027-01-01';
  const second = await page({ cursor: first.nextCursor });
  const third = await page({ cursor: second.nextCursor });
  expect([first.items, second.items, third.items]).toEqual([
    ['1 ON 2026-12-31', '2 ON 2026-12-31', '3 ON 2026-12-31'],
    ['4 ON 2026-12-31'],
    ['5 ON 2026-12-31', '6 ON 2026-12-31', '7 ON 2026-12-31'],
  ]);
  expect(third.nextCursor).toBeUndefined();
  await expect(page({ cursor: first.nextCursor, on: '2026-12-31' })).rejects.toThrow();
});

test.each([
  [['2026-12-31', '-1']],
  [['2026-12-31', '1.5']],
  [['2026-13-31', '1']],
  [['2026-12-31']],
  [['2026-12-31', '1', '1']],
])(
  'a cursor whose texts are none of the list is refused, though somebody made it as we do: %j',
  async (place) => {
    const cursor = cursorOf({ list: 'test.list-numbers', params: {}, filters: {} }, place);
    await expect(page({ cursor })).rejects.toThrow('invalid request');
  },
);

test('its first page stands inside another answer, and goes on in the list', async () => {
  const found = Array.from({ length: 51 }, (_, n) => ({ place: [String(n)], item: String(n) }));
  const shown = await numbers.firstPage({ filters: {}, params: {}, settled: ['2026-12-31'] }, found);
  expect(shown.items).toHaveLength(50);
  expect((await page({ cursor: shown.nextCursor })).items).toEqual([]);
});
