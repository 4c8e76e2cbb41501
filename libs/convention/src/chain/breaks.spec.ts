import type { ActionWithProgress } from '../plan/index.js';
import { breaksOf } from './breaks.js';
import { chainOf } from './chain.js';
import type { ChainFacts } from './links.js';
import { walk } from './walk.js';

const need = (needId: string) => ({ needId, title: needId, theme: 'jeunesse', evidence: [], version: 1 });
const priority = (priorityId: string, ...needIds: string[]) => ({
  priorityId,
  title: priorityId,
  needIds,
  version: 1,
});
const action = (actionId: string, more: Partial<ActionWithProgress> = {}): ActionWithProgress => ({
  actionId,
  title: actionId,
  objectiveId: 'objective',
  themes: [],
  needIds: [],
  approach: 'develop',
  status: 'adopted',
  statusSince: '2026-01-01',
  operations: [],
  roles: [],
  means: [],
  actualMeans: [],
  indicators: [],
  adoptions: [],
  toldOn: { definitions: {} },
  progress: [],
  ...more,
});
const given = (...actions: ActionWithProgress[]): ChainFacts => ({
  needs: { one: need('one'), other: need('other') },
  priorities: { p: priority('p', 'one', 'other') },
  plan: { axes: [], objectives: [{ objectiveId: 'objective', axisId: 'a', title: 'o', priorityIds: ['p'] }] },
  actions: Object.fromEntries(actions.map((one) => [one.actionId, one])),
  protocols: {},
  evidence: {},
  decisions: [],
});
const breaks = (facts: ChainFacts, about: string) =>
  [...breaksOf(chainOf(facts), facts)].filter(({ what }) => what.includes(about)).map(({ link }) => link.id);

test('given an action that names a need, then it answers that need alone', () => {
  expect(breaks(given(action('a', { needIds: ['one'] })), 'need-without-action')).toEqual(['other']);
});

test('given an action that names none, then it answers the needs behind its objective', () => {
  expect(breaks(given(action('a')), 'need-without-action')).toEqual([]);
  expect(breaks(given(action('a')), 'action-without-need')).toEqual([]);
  expect(breaks(given(action('a', { objectiveId: 'gone' })), 'action-without-need')).toEqual(['a']);
});

test('given an abandoned action, then it answers nothing and nothing is expected of it', () => {
  const facts = given(action('a', { status: 'abandoned', needIds: ['one'] }));
  expect(breaks(facts, 'need-without-action')).toEqual(['one', 'other']);
  expect(breaks(facts, 'objective-without-action')).toEqual(['objective']);
  expect(breaks(facts, 'action-without-indicator')).toEqual([]);
});

test('given a qualitative indicator, then no figure of departure is expected of it', () => {
  const indicator = {
    indicatorId: 'i',
    title: 'i',
    kind: 'qualitative',
    defined: true,
    definition: 'Ce que disent les familles',
    unit: 'avis',
    source: 'Enquête',
  } as const;
  expect(breaks(given(action('a', { indicators: [indicator] })), 'indicator')).toEqual(['i']);
});

test('a walk goes along every link once, however many ways lead to a thing', () => {
  const many = Array.from({ length: 50 }, (_, n) => action(`a${n}`, { needIds: ['one', 'other'] }));
  const chain = chainOf(given(...many));
  const links = [...chain.below.values()].reduce((sum, { length }) => sum + length, 0);
  expect([...walk(chain, ['need:one', 'need:other'], 'down')]).toHaveLength(links + 2);
});
