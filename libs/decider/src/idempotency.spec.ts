import { v7 as newUuid } from 'uuid';
import { z } from 'zod';
import { defineCommand } from './index.js';
import { label, labelled, named, openScene, Poured, pour, type Scene, tank } from './scene-testing.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

test('the same Idempotency-Key executes once and answers the same, from any process, even at the same time', async () => {
  const id = newUuid();
  const again = scene.request(id, 6, { idempotencyKey: 'k' });
  const answers = await Promise.all(
    [scene.executor(), scene.executor(), scene.executor()].map((each) => each.execute(pour, again)),
  );
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  expect(await scene.eventsOf(id)).toHaveLength(1);
});

test('a repeated command is not decided anew on a later state: it answers what its first run answered', async () => {
  const id = newUuid();
  const executor = scene.executor();
  const keyed = scene.request(id, 2, { idempotencyKey: 'k' });
  const first = await executor.execute(pour, keyed);
  for (let n = 0; n < 5; n++) await executor.execute(pour, scene.request(id, 1));
  expect(await executor.execute(pour, keyed)).toEqual(first);
  expect(await scene.executor().execute(pour, keyed)).toEqual(first);
  expect(first).toMatchObject({ revision: 0, events: [{ type: 'testing.Poured' }] });
  expect(await scene.eventsOf(id)).toHaveLength(6);
});

test('a command of several events is one: ids follow from the key, also those that its decision makes', async () => {
  const [id, other] = [newUuid(), newUuid()];
  const pourTwice = defineCommand({
    ...pour,
    name: 'testing.pour-twice',
    decide: ({ body: { litres }, newId }) => [
      Poured({ litres, id: newId() }),
      Poured({ litres, id: newId() }),
    ],
  });
  const keyed = scene.request(id, 1, { idempotencyKey: 'k' });
  const first = await scene.executor().execute(pourTwice, keyed);
  await scene.executor().execute(pour, scene.request(id, 1));
  expect(await scene.executor().execute(pourTwice, keyed)).toEqual(first);
  expect(first.events).toHaveLength(2);
  const made = (await scene.eventsOf(id)).map(({ data }) => data.id);
  expect(new Set(made).size).toBe(3);
  expect(first.id).toBe(made[0]);
  await scene.executor().execute(pourTwice, scene.request(other, 1));
  expect((await scene.eventsOf(other)).map(({ data }) => data.id)).not.toContain(made[0]);
});

test('a creating command repeated with its key makes one thing', async () => {
  const again = scene.request('', 1, { params: {}, idempotencyKey: newUuid() });
  const [first, second] = [
    await scene.executor().execute(scene.dig, again),
    await scene.executor().execute(scene.dig, again),
  ];
  expect(second).toEqual(first);
  expect(await scene.eventsOf(first.id)).toHaveLength(1);
});

test('a key that was used for another request is refused, whether the first changed something or not', async () => {
  for (const litres of [1, 0]) {
    const id = newUuid();
    await scene.executor().execute(pour, scene.request(id, litres, { idempotencyKey: 'k' }));
    const rejection = await scene.rejectionOf(
      scene.executor().execute(pour, scene.request(id, 2, { idempotencyKey: 'k' })),
    );
    expect(rejection.status).toBe(422);
    expect(rejection.explanation.code).toBe('idempotency-key-reused');
  }
});

test('it is refused, too, where what the body names is the stream itself', async () => {
  const pourInto = defineCommand({
    name: 'testing.pour-into',
    title: 'Verser dans une partie',
    roles: pour.roles,
    route: '/tanks/:tankId/parts',
    decider: tank,
    body: z.strictObject({ litres: z.number(), into: z.string() }),
    stream: ({ tankId = '' }, { into }) => ({ subject: tankId, part: into }),
    decide: ({ body, newId }) => [Poured({ litres: body.litres, id: newId() })],
  });
  const id = newUuid();
  const into = (part: string) => ({
    ...scene.request(id, 1, { idempotencyKey: 'k' }),
    body: { litres: 1, into: part },
  });
  const first = await scene.executor().execute(pourInto, into('one'));
  const rejection = await scene.rejectionOf(scene.executor().execute(pourInto, into('other')));
  expect(rejection.explanation.code).toBe('idempotency-key-reused');
  expect(await scene.executor().execute(pourInto, into('one'))).toEqual(first);
});

test('a program that asks otherwise because of the same event has been answered already', async () => {
  const id = newUuid();
  const asked = (litres: number) =>
    scene.request(id, litres, { idempotencyKey: 'event-1', causedByEvent: true });
  const first = await scene.executor().execute(pour, asked(1));
  expect(await scene.executor().execute(pour, asked(2))).toEqual(first);
  expect(await scene.eventsOf(id)).toHaveLength(1);
});

test('the same key on another thing is another command', async () => {
  const [one, other] = [newUuid(), newUuid()];
  await scene.executor().execute(pour, scene.request(one, 1, { idempotencyKey: 'k' }));
  await scene.executor().execute(pour, scene.request(other, 1, { idempotencyKey: 'k' }));
  expect(await scene.eventsOf(other)).toHaveLength(1);
});

test('a stale If-Match changes nothing, a repeated command under its key still answers', async () => {
  const id = newUuid();
  const one = scene.executor();
  await one.execute(pour, scene.request(id, 1));
  const keyed = scene.request(id, 1, { ifRevision: 0, idempotencyKey: 'k' });
  const first = await one.execute(pour, keyed);
  const rejection = await scene.rejectionOf(one.execute(pour, scene.request(id, 1, { ifRevision: 0 })));
  expect(rejection.status).toBe(412);
  expect(rejection.explanation).toMatchObject({ expected: 'révision 0', found: 'révision 1' });
  expect(await scene.executor().execute(pour, keyed)).toEqual(first);
  expect(await scene.eventsOf(id)).toHaveLength(2);
});

test('two at once with one key and one If-Match are one execution, from whatever process', async () => {
  for (let round = 0; round < 10; round++) {
    const id = newUuid();
    await scene.executor().execute(pour, scene.request(id, 1));
    const keyed = scene.request(id, 1, { ifRevision: 0, idempotencyKey: 'k' });
    const [first, second] = await Promise.all([
      scene.executor().execute(pour, keyed),
      scene.executor().execute(pour, keyed),
    ]);
    expect(second).toEqual(first);
    expect(await scene.eventsOf(id)).toHaveLength(2);
  }
});

describe('a command that changes nothing', () => {
  test('is a success; without a key it leaves no trace', async () => {
    const id = newUuid();
    expect(await scene.executor().execute(pour, scene.request(id, 0))).toMatchObject({
      revision: -1,
      events: [],
    });
    await scene.executor().execute(label, labelled(scene, id, 'A'));
    for (let n = 0; n < 3; n++) await scene.executor().execute(label, labelled(scene, id, 'A'));
    expect(await scene.eventsOf(id)).toHaveLength(1);
  });

  test('changes nothing ever after under the same key, whatever happened meanwhile', async () => {
    const id = newUuid();
    await scene.executor().execute(label, labelled(scene, id, 'A'));
    const again = labelled(scene, id, 'A', { idempotencyKey: 'K' });
    const first = await scene.executor().execute(label, again);
    await scene.executor().execute(label, labelled(scene, id, 'B'));
    expect(await scene.executor().execute(label, again)).toEqual(first);
    expect(first).toEqual({
      id,
      stream: `testing.tank-${id}`,
      revision: 1,
      events: [],
      alreadyThere: true,
    });
    const types = (await scene.eventsOf(id)).map(({ type }) => type);
    expect(types).toEqual(['testing.Labelled', 'testing.CommandChangedNothing', 'testing.Labelled']);
    expect(await named(scene, id)).toBe('B');
  });

  test('is told so at once by many, and marked once', async () => {
    const id = newUuid();
    await scene.executor().execute(label, labelled(scene, id, 'A'));
    const again = labelled(scene, id, 'A', { idempotencyKey: 'K' });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => scene.executor().execute(label, again)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await scene.eventsOf(id)).toHaveLength(2);
  });
});
