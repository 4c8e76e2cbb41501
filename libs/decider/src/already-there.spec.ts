import { z } from 'zod';
import { alreadyThere, defineCommand, isRecorded } from './index.js';
import { label, openScene, type Scene } from './scene-testing.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

/** Says of what is there only the name that it has. */
const mark = defineCommand({
  ...label,
  name: 'testing.mark',
  body: z.strictObject({ name: z.string(), colour: z.string().optional() }),
  decide: ({ body: { name } }, state) =>
    state.name === name ? alreadyThere({ name }) : label.decide({ body: { name } } as never, state),
});
const marked = (body: object, more = {}) => ({ ...scene.request('t', 0, more), body });

test('the same again is a success that says so', async () => {
  const executor = scene.executor();
  expect(await executor.execute(mark, marked({ name: 'A' }))).not.toHaveProperty('alreadyThere');
  const again = await executor.execute(mark, marked({ name: 'A' }));
  expect(again).toMatchObject({ alreadyThere: true, events: [], revision: 0 });
  const keyed = marked({ name: 'A' }, { idempotencyKey: 'k' });
  const first = await executor.execute(mark, keyed);
  expect(first).toMatchObject({ alreadyThere: true, events: [] });
  expect(await executor.execute(mark, keyed)).toEqual(first);
});

test('what nobody compares is not recorded: refused, with what differs', async () => {
  const executor = scene.executor();
  const { status, explanation } = await scene.rejectionOf(
    executor.execute(mark, marked({ name: 'A', colour: 'bleu' })),
  );
  expect({ status, ...explanation }).toMatchObject({
    status: 409,
    code: 'recorded-otherwise',
    expected: 'colour : non enregistré',
    found: 'colour : « bleu »',
  });
});

test('a reaction takes what was done meanwhile as done', async () => {
  const told = marked({ name: 'A', colour: 'bleu' }, { idempotencyKey: 'event', causedByEvent: true });
  expect(await scene.executor().execute(mark, told)).toMatchObject({ events: [] });
});

test.each<[string, object, object, boolean]>([
  ['a list in another order', { a: ['x', 'y'] }, { a: ['y', 'x'] }, true],
  ['a list of things in another order', { a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 2 }, { b: 1 }] }, true],
  ['one less', { a: ['x'] }, { a: ['x', 'y'] }, false],
  ['a field left out', { a: undefined }, { a: 1 }, true],
  ['a field inside left out', { a: { b: 1 } }, { a: { b: 1, c: 2 } }, false],
  ['fields in another order', { a: { b: 1, c: undefined, d: 2 } }, { a: { d: 2, b: 1 } }, true],
  ['a field that is not known', { a: 1 }, {}, false],
])('%s', (_what, sent, recorded, expected) => expect(isRecorded(sent, recorded)).toBe(expected));
