import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findScenario, readScenario, ScenarioSource, shippedScenarios } from '@ctg/cli';
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
