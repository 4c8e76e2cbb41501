import { asksTheTime, clockFaults } from './clocks.mjs';

test('what asks for the time of day is found, an instant that is given is not', () => {
  expect(asksTheTime('const began = Date.now();\n\nconst clock = Date.now;')).toEqual([1, 3]);
  expect(asksTheTime('const began = new Date().getTime();\nreturn new Date( );\nreturn new Date;')).toEqual([
    1, 2, 3,
  ]);
  expect(asksTheTime('const told = Date();')).toEqual([1]);
  expect(
    asksTheTime(
      'const then = new Date(event.recordedAt);\nconst day = new Date(\n  year);\nconst began = performance.now();',
    ),
  ).toEqual([]);
  expect(asksTheTime('/** Not `Date.now()`. */\n// new Date()\nisDate();')).toEqual([]);
  expect(asksTheTime('/**\n * Not `Date.now()`.\n */\nconst began = 1;\nDate.now();')).toEqual([5]);
});

test('what is told beside a comment, or by a part of Date, is found', () => {
  expect(asksTheTime('const began = 1;\n/** @type {number} */ (Date.now());')).toEqual([2]);
  expect(asksTheTime("const paths = 'libs/*';\nDate.now(); // of all\n/* so */")).toEqual([2]);
  expect(asksTheTime('class Clock {\n  *ticks() { yield Date.now(); }\n}')).toEqual([2]);
  expect(asksTheTime('const { now } = Date;\nconst { prototype } = Date.prototype;')).toEqual([1]);
});

test('a source that is not listed fails with its line, and so does a listed one that tells no time', () => {
  const sources = new Map([
    ['libs/a/src/told.ts', 'export const at = () => new Date();'],
    ['libs/a/src/measured.ts', 'let since = 0;\nsince = Date.now();'],
    ['libs/a/src/timeless.ts', 'export const one = 1;'],
  ]);
  const listed = {
    'libs/a/src/told.ts': 'told',
    'libs/a/src/timeless.ts': 'told',
    'libs/a/src/gone.ts': 'told',
  };
  expect(clockFaults(sources, listed)).toEqual([
    'libs/a/src/measured.ts:2: the time of day',
    'libs/a/src/timeless.ts: listed, and does not ask for the time of day',
    'libs/a/src/gone.ts: listed, and does not ask for the time of day',
  ]);
  expect(clockFaults(new Map([...sources].slice(0, 1)), { 'libs/a/src/told.ts': 'told' })).toEqual([]);
});
