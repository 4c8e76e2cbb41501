import { defineEvent } from '@ctg/contracts';
import { z } from 'zod';
import { alreadyThere, defineCommand, defineDecider } from './index.js';
import { given } from './testing.js';

const Planted = defineEvent({
  type: 'testing.Planted',
  title: 'Planté',
  schema: z.object({ names: z.array(z.string()) }),
});
const Grown = defineEvent({
  type: 'testing.Grown',
  title: 'Poussé',
  schema: z.object({ centimetres: z.number() }),
});
const Felled = defineEvent({ type: 'testing.Felled', title: 'Abattu', schema: z.object({}) });

interface Tree {
  readonly names: string[];
  height: number;
}
const tree = defineDecider<Tree>()({
  category: 'testing.tree',
  events: [Planted, Grown],
  begins: { [Planted.type]: ({ names }) => ({ names: [...names], height: 0 }) },
  steps: {
    [Grown.type]: (state, { centimetres }) => {
      state.height += centimetres;
      state.names.push(`${centimetres} cm`);
      return state;
    },
  },
});
const planted = Planted({ names: ['chêne'] });

test('a stream begins with its first event, goes on with the others, and passes over what it does not know', () => {
  expect(tree.initial).toBeUndefined();
  expect(given(tree, Grown({ centimetres: 1 })).state()).toBeUndefined();
  expect(given(tree, planted, Grown({ centimetres: 2 }), planted).state()).toEqual({
    names: ['chêne', '2 cm'],
    height: 2,
  });
  const ofNewerVersion = { type: 'testing.Struck', data: {}, occurredOn: '2026-01-01' };
  expect(tree.evolve(given(tree, planted).state(), ofNewerVersion)).toEqual({ names: ['chêne'], height: 0 });
});

test('an event without its step does not compile, nor a command that records what is not folded', () => {
  const incomplete = { category: 'testing.tree', events: [Planted, Felled] } as const;
  defineDecider<Tree>()({
    ...incomplete,
    begins: { [Planted.type]: () => ({ names: [], height: 0 }) },
    // @ts-expect-error the step of Felled is missing
    steps: {},
  });
  const fell = defineCommand({
    name: 'testing.fell',
    title: 'Abattre',
    roles: ['caf_adviser'],
    route: '/trees/:treeId',
    body: z.strictObject({}),
    decider: tree,
    // @ts-expect-error the decider does not fold Felled
    decide: () => [Felled({})],
  });
  expect(fell.decider.eventTypes).toEqual([Planted.type, Grown.type]);
});

test('a rule or a fold that changes what it was only shown is found by its test', () => {
  const prune = defineCommand({
    name: 'testing.prune',
    title: 'Tailler',
    roles: ['caf_adviser'],
    route: '/trees/:treeId',
    body: z.strictObject({}),
    decider: tree,
    decide(_input, state) {
      if (state) state.height = 0;
      return alreadyThere({});
    },
  });
  expect(() => given(tree, planted).when(prune, {}).then()).toThrow('read only');
  const greedy = defineDecider<Tree>()({
    ...{ category: 'testing.tree', events: [Planted] },
    begins: { [Planted.type]: ({ names }) => ({ names, height: 0 }) },
    steps: {
      [Planted.type]: (state, { names }) => {
        state.names.push(...names);
        return state;
      },
    },
  });
  expect(() => given(greedy, planted, planted).state()).toThrow('not extensible');
});
