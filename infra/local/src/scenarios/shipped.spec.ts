import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findScenario, readScenario, ScenarioSource, shippedScenarios } from '@ctg/cli';
import { nationalThemes } from '@ctg/contracts/themes';
import { valueWords } from '@ctg/convention/words';
import { type Product, startedProduct } from './product-testing.js';
import { type Asked, pageOf, questionsOf } from './ten-questions-testing.js';

const page = 'docs/ten-questions.md';

let product: Product;
const asked = new Map<string, { readonly title: string; readonly asked: readonly Asked[] }>();
beforeAll(async () => {
  product = await startedProduct();
}, 200_000);
afterAll(() => product?.end());

test.each(shippedScenarios())(
  '%s plays from its name, and its ten questions are answered as the facts demand',
  async (name) => {
    const { title, steps } = readScenario(ScenarioSource.read(findScenario(name)));
    const { code, out, said } = await product.ctg('play', name, '--json');
    expect([code, said]).toEqual([0, '']);
    const { runId } = JSON.parse(out) as { readonly runId: string };
    const questions = questionsOf(steps, join(product.folder, 'data/scenarios', `${runId}.jsonl`));
    expect(questions).toHaveLength(10);
    expect(questions.map(({ given }) => given)).toEqual(questions.map(({ demanded }) => demanded));
    asked.set(name, { title, asked: questions });
  },
  300_000,
);

test('the page of the ten questions is what was asked and answered', () => {
  const written = pageOf(asked);
  if (process.env.WRITE_PAGES) writeFileSync(page, written);
  expect(readFileSync(page, 'utf8')).toBe(written);
});

test('what is played several times in a row says how often it passed', async () => {
  const { code, out } = await product.ctg('play', 'iles-du-ponant', '--times', '2', '--json');
  expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ times: 2, passed: 2, failed: [] })]);
}, 100_000);

/** Codes that are no French words. */
const codes = [...Object.keys(valueWords), ...nationalThemes.map(({ code }) => code)].filter(
  (code) =>
    !['copil', 'optimise'].includes(code) &&
    (code.includes('-') || !(valueWords[code] ?? code).toLowerCase().split(' ').includes(code)),
);

test.each([
  ['conventions', 'avesnois'],
  ['history', 'sud-avesnois'],
  ['state', 'sud-avesnois', '--effective-at', '2026-03-01'],
  ['state', 'sud-avesnois'],
  ['coverage', 'sud-avesnois'],
  ['work'],
  ['view', 'sud-avesnois'],
  ['review', 'sud-avesnois'],
  ['offer', 'sud-avesnois'],
  ['chain', 'sud-avesnois'],
  ['chain', 'sud-avesnois', '--breaks'],
  ['roles', 'sud-avesnois', '--all'],
  ['decisions', 'sud-avesnois'],
  ['history', '2019-2022', '--caf', 'caf-29'],
  ['state', '2019-2022', '--caf', 'caf-29'],
  ['state', '2024-2028', '--caf', 'caf-29'],
  ['chain', '2024-2028', '--caf', 'caf-29'],
  ['offer', '2024-2028', '--caf', 'caf-29'],
  ['decisions', '2024-2028', '--caf', 'caf-29'],
])('ctg %s %s says no code, in French dates', async (...args) => {
  const { code, out } = await product.ctg(...args);
  expect(code).toBe(0);
  // What is to be typed is in brackets, or the code of a theme; a convention is told apart by its identifier.
  const read = out
    .replaceAll(/\([\w., -]*[a-z]+-[a-z]+[\w., -]*\)/g, '')
    .replaceAll(/^[ -]*code : .*$/gm, '')
    .replaceAll(/^.{0,14}[0-9a-f-]{36}/gm, '')
    .replaceAll(/(?<=^ *renouvel[^:]*: )[0-9a-f-]{36}$/gm, '');
  expect(read).not.toMatch(/\b(undefined|null|NaN)\b|\[object|[{}]/);
  // A reference may have a date in it.
  expect(read).not.toMatch(/(?<![\d-])\d{4}-\d{2}-\d{2}(?!-)|[0-9a-f]{8}(-[0-9a-f]{4}){3}-/);
  const words = read.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  expect([...new Set(words.filter((word) => codes.includes(word)))]).toEqual([]);
});
