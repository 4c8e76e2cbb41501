import {
  addDays,
  addMonths,
  day,
  daysBetween,
  endOfDay,
  frenchDay,
  impreciseBounds,
  noonOf,
  period,
  today,
} from './index.js';

test.each(['2026-01-12', '2024-02-29', '1900-01-01', '2100-12-31'])('%s is a day', (text) => {
  expect(day.safeParse(text).success).toBe(true);
});

test.each([
  '2026-02-29',
  '2026-13-01',
  '2026-04-31',
  '12/01/2026',
  '2026-1-2',
  '1899-12-31',
  '2101-01-01',
  '',
])('%s is no day', (text) => {
  expect(day.safeParse(text).success).toBe(false);
});

test('a period does not run backwards', () => {
  expect(period.safeParse({ from: '2026-02-01', to: '2026-01-01' }).success).toBe(false);
  expect(period.safeParse({ from: '2026-02-01', to: '2026-02-01' }).success).toBe(true);
});

test.each([
  ['2025', '2025-01-01', '2025-12-31'],
  ['2025-T4', '2025-10-01', '2025-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2025-03-12', '2025-03-12', '2025-03-12'],
  ['2026/2027', '2026-01-01', '2027-12-31'],
  ['2026-T2/2026-09', '2026-04-01', '2026-09-30'],
])('%s lies from %s to %s', (text, from, to) => {
  expect(impreciseBounds(text)).toEqual({ from, to });
});

test.each(['à définir', '2025-T5', '2027/2026', '2025/2026/2027', '2025-00', '3000'])(
  '%s means nothing',
  (text) => {
    expect(impreciseBounds(text)).toBeUndefined();
  },
);

test('months are added as people do', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
});

test.each([
  ['caf-59', '2026-06-30T22:30:00Z', '2026-07-01'],
  [undefined, '2026-12-31T22:30:00Z', '2026-12-31'],
  ['caf-2a', '2026-12-31T23:30:00Z', '2027-01-01'],
  ['caf-972', '2027-01-01T02:30:00Z', '2026-12-31'],
  ['caf-971', '2026-07-01T03:59:00Z', '2026-06-30'],
  ['caf-973', '2026-07-01T02:59:00Z', '2026-06-30'],
  ['caf-974', '2026-06-30T20:30:00Z', '2026-07-01'],
  ['caf-976', '2026-12-31T21:30:00Z', '2027-01-01'],
])('the day is the Caf’s own: for %s at %s it is %s', (cafId, instant, expected) => {
  expect(today(cafId, new Date(instant))).toBe(expected);
});

test.each([
  ['caf-59', '2026-11-25', '2026-11-25T22:59:59.999Z'],
  [undefined, '2026-07-01', '2026-07-01T21:59:59.999Z'],
  // The clocks go forward on that day, and back on the next one.
  ['caf-59', '2026-03-29', '2026-03-29T21:59:59.999Z'],
  ['caf-59', '2026-10-25', '2026-10-25T22:59:59.999Z'],
  ['caf-59', '2026-12-31', '2026-12-31T22:59:59.999Z'],
  ['caf-972', '2026-11-25', '2026-11-26T03:59:59.999Z'],
  ['caf-974', '2026-11-25', '2026-11-25T19:59:59.999Z'],
])('the day ends where the Caf is: for %s the %s ends at %s', (cafId, text, expected) => {
  const end = endOfDay(cafId, text);
  expect(end.toISOString()).toBe(expected);
  expect([today(cafId, end), today(cafId, new Date(end.getTime() + 1))]).toEqual([text, addDays(text, 1)]);
});

test.each([
  ['caf-59', '2024-03-05', '2024-03-05T11:00:00.000Z'],
  ['caf-59', '2024-07-05', '2024-07-05T10:00:00.000Z'],
  ['caf-59', '2026-03-29', '2026-03-29T10:00:00.000Z'],
  ['caf-972', '2024-03-05', '2024-03-05T16:00:00.000Z'],
  ['caf-974', '2024-03-05', '2024-03-05T08:00:00.000Z'],
])('for %s it is noon on %s at %s, a day that is the same in Paris', (cafId, text, expected) => {
  const noon = noonOf(cafId, text);
  expect(noon.toISOString()).toBe(expected);
  expect(today('caf-75', noon)).toBe(text);
});

test('a day as a French reader writes it', () => {
  expect(frenchDay('2026-01-12')).toBe('12/01/2026');
});

test('days are counted across months, leap years and the change of the hour', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  expect(addDays('2026-03-29', -1)).toBe('2026-03-28');
  expect(daysBetween('2022-12-31', '2024-02-08')).toBe(404);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
});
