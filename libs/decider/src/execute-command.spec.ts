import { v7 as newUuid } from 'uuid';
import { defineCommand } from './index.js';
import { openScene, Poured, pour, type Scene, tank } from './scene-testing.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

test('the envelope says who, for whom, why and when', async () => {
  const id = newUuid();
  const outcome = await scene.executor().execute(pour, scene.request(id, 3, { reason: 'parce que' }));
  const [event] = await scene.eventsOf(id);
  expect(outcome).toMatchObject({
    stream: `testing.tank-${id}`,
    revision: 0,
    position: String(event?.position),
  });
  expect(outcome.id).toBe(event?.data.id);
  expect(event?.metadata).toMatchObject({
    schemaVersion: 1,
    cafId: 'caf-59',
    actor: { subject: 'someone', role: 'caf_adviser' },
    correlationId: 'c-1',
    causationId: 'c-1',
    reason: 'parce que',
    occurredOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
  });
});

test('what has not happened yet is not recorded, whatever the command', async () => {
  const id = newUuid();
  const ahead = defineCommand({
    ...pour,
    name: 'testing.announce',
    decide: ({ body }) => [Poured({ litres: body.litres, id }, { occurredOn: '2999-01-01' })],
  });
  const refusal = await scene.rejectionOf(scene.executor().execute(ahead, scene.request(id, 1)));
  expect(refusal.explanation).toMatchObject({ code: 'date-in-the-future', found: '01/01/2999' });
  expect(await scene.eventsOf(id)).toEqual([]);
});

test('writers that know nothing of each other never break the rule', async () => {
  const id = newUuid();
  const pours = Array.from({ length: 20 }, () => scene.executor().execute(pour, scene.request(id, 1)));
  const outcomes = await Promise.allSettled(pours);
  expect(outcomes.filter((one) => one.status === 'fulfilled').length).toBeLessThanOrEqual(10);
  expect((await scene.eventsOf(id)).length).toBe(outcomes.filter((one) => one.status === 'fulfilled').length);
});

test('50 different commands at once on one stream of one process all succeed, in the order they came', async () => {
  const id = newUuid();
  const executor = scene.executor();
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => executor.execute(pour, scene.request(id, 0.1))),
  );
  expect(outcomes.map(({ revision }) => revision)).toEqual(Array.from({ length: 50 }, (_, n) => n));
});

test('a refusal is decided on what the store has now, not on what was kept in memory', async () => {
  const id = newUuid();
  const [one, other] = [scene.executor(), scene.executor()];
  await one.execute(pour, scene.request(id, 9));
  await other.execute(pour, scene.request(id, -8));
  await expect(one.execute(pour, scene.request(id, 5))).resolves.toMatchObject({ revision: 2 });
});

test('another tenant finds nothing', async () => {
  const id = newUuid();
  await scene.executor().execute(pour, scene.request(id, 1));
  const foreign = scene.request(id, 1, { cafId: 'caf-62' });
  expect((await scene.rejectionOf(scene.executor().execute(pour, foreign))).status).toBe(404);
});

test('a look-up reads other streams as they are now, whoever wrote to them; those of another tenant do not exist', async () => {
  const [source, id] = [newUuid(), newUuid()];
  const pourAsMuch = defineCommand({
    ...pour,
    name: 'testing.pour-as-much',
    lookUp: async ({ streams }) => (await streams.state(tank, source)).litres,
    decide: ({ facts, newId }) => [Poured({ litres: facts, id: newId() })],
  });
  const [one, other] = [scene.executor(), scene.executor()];
  for (const expected of [0, 1, 3]) {
    await one.execute(pourAsMuch, scene.request(id, 0));
    expect((await scene.eventsOf(id)).at(-1)?.data.litres).toBe(expected);
    await other.execute(pour, scene.request(source, expected + 1));
  }
  const foreign = newUuid();
  await one.execute(pourAsMuch, scene.request(foreign, 0, { cafId: 'caf-62' }));
  expect((await scene.eventsOf(foreign)).map(({ data }) => data.litres)).toEqual([0]);
});

test.each([
  ['a newer version of a known type', 'partners.ThemeAdded', 99, /newer than the version/],
  ['a type that this version does not know', 'partners.ConventionPutToSleep', 1, /ConventionPutToSleep/],
])('a stream with %s is not decided on: 409, and why', async (_, type, schemaVersion, found) => {
  const id = newUuid();
  await scene.executor().execute(pour, scene.request(id, 1));
  const written = { id: newUuid(), type, data: {}, metadata: { schemaVersion, cafId: 'caf-59' } };
  await scene.store.append(`testing.tank-${id}`, [written], { expectedRevision: 0 });
  const rejection = await scene.rejectionOf(scene.executor().execute(pour, scene.request(id, 1)));
  expect(rejection.status).toBe(409);
  expect(rejection.explanation).toMatchObject({
    code: 'newer-history',
    found: expect.stringMatching(found),
    advice: expect.stringContaining('mettez le service à jour'),
  });
});
