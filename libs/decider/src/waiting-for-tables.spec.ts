import { v7 as newUuid } from 'uuid';
import { defineCommand, mayBeEarly, notKnownYet, TablesBehind } from './index.js';
import { openScene, Poured, pour, type Scene, type Tank } from './scene-testing.js';
import type { Tables } from './waiting-for-tables.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

/** Tables that a look-up reads, and what was waited for. */
const tables = (comes: (names: readonly string[] | undefined) => boolean) => {
  const asked: { position: bigint; names: readonly string[] | undefined }[] = [];
  const waiting: Tables = {
    own: ['own-one', 'own-two'],
    waitFor: async (position, _timeout, names) => {
      asked.push({ position, names });
      return comes(names);
    },
  };
  return { asked, waiting };
};
const looking = (lookUp: () => Promise<void>, reads?: readonly string[]) =>
  defineCommand({
    ...pour,
    name: 'testing.look',
    ...(reads ? { waitsFor: reads } : {}),
    lookUp,
    decide: ({ body, newId }) => [Poured({ litres: body.litres, id: newId() })],
  });

test('a look-up waits for its service’s own tables to come to where the store was', async () => {
  const { asked, waiting } = tables(() => true);
  const executor = scene.executor({ tables: waiting });
  await executor.execute(pour, scene.request(newUuid(), 1));
  expect(asked).toEqual([]);
  const head = await scene.store.head();
  await executor.execute(
    looking(async () => undefined),
    scene.request(newUuid(), 1),
  );
  await executor.execute(
    looking(async () => undefined, ['own-two']),
    scene.request(newUuid(), 1),
  );
  await executor.execute(
    looking(async () => undefined, []),
    scene.request(newUuid(), 1),
  );
  expect(asked).toEqual([
    { position: head, names: ['own-one', 'own-two'] },
    { position: head + 1n, names: ['own-two'] },
  ]);
});

test('tables that do not come so far decide nothing: to be tried again', async () => {
  const id = newUuid();
  const { waiting } = tables(() => false);
  let looked = 0;
  const command = looking(async () => {
    looked++;
  });
  const fault = scene.executor({ tables: waiting }).execute(command, scene.request(id, 1));
  await expect(fault).rejects.toBeInstanceOf(TablesBehind);
  expect(looked).toBe(0);
  expect(await scene.eventsOf(id)).toEqual([]);
});

test('what may still be on its way is not called unknown', async () => {
  const { waiting } = tables((names) => names !== undefined);
  const command = looking(async () => {
    throw notKnownYet('Convention', 'x');
  });
  const fault = scene.executor({ tables: waiting }).execute(command, scene.request(newUuid(), 1));
  await expect(fault).rejects.toBeInstanceOf(TablesBehind);
});

test('a rule that rests on what another service tells refuses once all of it was read', async () => {
  const { asked, waiting } = tables(() => true);
  const rule = { ...pour, name: 'testing.rule', waitsFor: [], lookUp: async () => asked.length > 0 };
  const command = defineCommand<Tank, { litres: number }, boolean>({
    ...rule,
    decide({ facts: isKnown, body, newId }) {
      if (!isKnown) throw mayBeEarly({ code: 'no-plan', title: 'Pas encore.' });
      return [Poured({ litres: body.litres, id: newId() })];
    },
  });
  const executor = scene.executor({ tables: waiting });
  expect((await executor.execute(command, scene.request(newUuid(), 1))).events).toHaveLength(1);
  expect(asked).toEqual([{ position: expect.anything(), names: undefined }]);
});

test.each([
  ['arrives meanwhile', true, 'accepted'],
  ['is not there when all was read', false, 'not-known-yet'],
])(
  'what another service tells is waited for before it is called unknown: it %s',
  async (_, arrives, expected) => {
    const { asked, waiting } = tables(() => true);
    const command = looking(async () => {
      if (!arrives || asked.length < 2) throw notKnownYet('Convention', 'x');
    });
    const outcome = await scene
      .executor({ tables: waiting })
      .execute(command, scene.request(newUuid(), 1))
      .then(
        () => 'accepted',
        (error) => error.explanation.code,
      );
    expect(outcome).toBe(expected);
    expect(asked.at(-1)?.names).toBeUndefined();
  },
);
