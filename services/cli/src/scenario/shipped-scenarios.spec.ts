import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readScenario } from './read-scenario.js';
import { ScenarioSource } from './source.js';

const folder = 'services/cli/scenarios';

test.each(readdirSync(folder))('%s can be read', (file) => {
  expect(readScenario(ScenarioSource.read(join(folder, file))).steps.length).toBeGreaterThan(0);
});

test('the Sud-Avesnois has its 12 communes and its 14 fiches, and every SIREN is a word of 9 digits', () => {
  const { steps } = readScenario(ScenarioSource.read(join(folder, 'sud-avesnois.yaml')));
  const registered = steps.filter(({ word }) => word === 'partners.register-organisation');
  expect(registered.filter((step) => step.with.kind === 'commune')).toHaveLength(12);
  expect(registered.filter((step) => !/^\d{9}$/.test(step.on.organisation as string))).toEqual([]);
  expect(steps.filter(({ word }) => word === 'action-plans.propose-action')).toHaveLength(14);
});
