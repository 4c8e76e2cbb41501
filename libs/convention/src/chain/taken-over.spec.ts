import { breaksOf } from './breaks.js';
import { chainOf } from './chain.js';
import { type ChainFacts, type FormerChain, keyOf } from './links.js';
import { walk } from './walk.js';

const need = (needId: string) => ({ needId, title: needId, theme: 'jeunesse', evidence: [], version: 1 });
const nothing: ChainFacts = {
  needs: {},
  priorities: {},
  actions: {},
  protocols: {},
  evidence: {},
  decisions: [],
};
const indicator = {
  indicatorId: 'i',
  title: 'Familles',
  kind: 'quantitative',
  defined: true,
  definition: 'Familles accueillies',
  unit: 'familles',
  source: 'Registre',
} as const;
const action = (actionId: string, needIds: string[]) => ({
  actionId,
  title: actionId,
  objectiveId: 'o',
  themes: [],
  needIds,
  approach: 'develop' as const,
  status: 'adopted' as const,
  statusSince: '2020-01-01',
  operations: [],
  roles: [],
  means: [],
  actualMeans: [],
  indicators: [indicator],
  adoptions: [],
  toldOn: { definitions: {} },
  progress: [],
});
const judged = (judgementId: string, ...evidence: string[]) => ({
  measures: {},
  baselines: {},
  opinions: {},
  evaluation: {
    judgements: [
      { protocolId: 'p', judgementId, question: 'atteinte', level: 3, argument: 'Oui.', evidence },
    ],
  },
});
/** need → action → indicator → measure → judgement, and a conclusion that gives a recommendation. */
const old = judged('j', 'm');
const former: ChainFacts = {
  ...nothing,
  needs: { n: need('n'), other: need('other') },
  actions: { a: action('a', ['n']) },
  evidence: {
    p: {
      ...old,
      measures: {
        m: {
          protocolId: 'p',
          measureId: 'm',
          kind: 'done',
          indicatorId: 'i',
          value: 3,
          measuredOn: '2022-06-30',
          source: 'Relais',
        },
      },
      evaluation: {
        ...old.evaluation,
        conclusion: { protocolId: 'p', summary: 'Oui.', recommendations: ['Ouvrir', 'Chiffrer'] },
      },
    },
  },
};
const taking = (seen: boolean, ...taken: FormerChain['taken']): readonly FormerChain[] => [
  { conventionId: 'former', ...(seen ? { title: 'CTG 2019-2022' } : {}), facts: former, taken },
];
const recommendation = { kind: 'recommendation', id: 'p.2', protocolId: 'p', rank: 2 } as const;
const keys = (facts: ChainFacts, from: string, direction: 'down' | 'up') =>
  [...walk(chainOf(facts), [from], direction)].map(({ link }) => link.key);

test('given a need that is taken over and nothing that answers it, then that is a break like any other', () => {
  const facts = { ...nothing, formers: taking(true, { kind: 'need', id: 'n' }) };
  const chain = chainOf(facts);
  expect([...chain.links.keys()]).toEqual(['need:n']);
  expect(chain.links.get('need:n')).toMatchObject({
    title: 'n',
    takenOver: true,
    origin: { conventionId: 'former', title: 'CTG 2019-2022' },
  });
  const breaks = [...breaksOf(chain, facts)].map(({ what }) => what);
  expect(breaks).toEqual(['need-without-priority', 'need-without-action']);
});

test('given an action that names it, then it is answered', () => {
  const facts = {
    ...nothing,
    actions: { b: action('b', ['n']) },
    formers: taking(true, { kind: 'need', id: 'n' }),
  };
  expect(keys(facts, keyOf('need', 'n'), 'down')).toEqual(['need:n', 'action:b', 'indicator:i']);
  const breaks = [...breaksOf(chainOf(facts), facts)].map(({ what }) => what);
  expect(breaks).not.toContain('need-without-action');
  expect(breaks).not.toContain('action-without-need');
});

test('given a judgement on a measure that is taken over, then one goes up into the former convention', () => {
  const facts = {
    ...nothing,
    evidence: { q: judged('new', 'm') },
    formers: taking(true, { kind: 'measure', id: 'm' }),
  };
  expect(keys(facts, keyOf('judgement', 'new'), 'up')).toEqual([
    'judgement:new',
    'measure:m',
    'indicator:i',
    'action:a',
    'need:n',
  ]);
  // Only what is the convention's own lacks anything.
  expect([...breaksOf(chainOf(facts), facts)].map(({ what, link }) => `${what} ${link.id}`)).toEqual([
    'judgement-without-decision new',
  ]);
});

test('given a decision that names a recommendation, then it rests on the judgements of the former evaluation', () => {
  const decision = {
    decisionId: 'd',
    meetingId: 'x',
    bodyId: 'y',
    bodyKind: 'copil' as const,
    subject: 'priorities' as const,
    outcome: 'adopted' as const,
    title: 'd',
    decidedOn: '2024-01-01',
    evidence: ['Un rapport', 'p.2'],
  };
  const facts = { ...nothing, decisions: [decision], formers: taking(true, recommendation) };
  expect(keys(facts, keyOf('decision', 'd'), 'up').slice(0, 4)).toEqual([
    'decision:d',
    'recommendation:p.2',
    'judgement:j',
    'measure:m',
  ]);
  expect(chainOf(facts).links.get('recommendation:p.2')?.title).toBe('Chiffrer');
});

test('who may not see the former convention reads what is taken over, and nothing above it', () => {
  const facts = {
    ...nothing,
    formers: taking(false, { kind: 'measure', id: 'm' }, { kind: 'judgement', id: 'j' }, recommendation),
  };
  const { links, above } = chainOf(facts);
  expect([...links.keys()]).toEqual(['measure:m', 'judgement:j', 'recommendation:p.2']);
  expect(links.get('measure:m')?.origin).toEqual({ conventionId: 'former' });
  expect(above.get('judgement:j')).toEqual(['measure:m']);
  expect(above.get('recommendation:p.2')).toEqual(['judgement:j']);
});
