import { v7 as newUuid } from 'uuid';
import { z } from 'zod';
import { type CommandRequest, defineCommand, happenedOn } from './index.js';
import { openScene, Poured, pour, type Scene, tank } from './scene-testing.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

const now = () => new Date('2026-11-30T22:00:00Z');
const rehearsal = () => scene.executor({ rehearsal: true, now });

/** A second stream of the same subject, as a convention has many. */
const pourAside = defineCommand({
  ...pour,
  name: 'testing.pour-aside',
  stream: ({ tankId = '' }) => ({ subject: tankId, part: 'aside' }),
});

const pourOn = defineCommand({
  name: 'testing.pour-on',
  title: 'Verser ce jour-là',
  roles: pour.roles,
  route: '/tanks/:tankId/on',
  decider: tank,
  body: z.strictObject({ on: z.string() }),
  stream: ({ tankId = '' }) => ({ subject: tankId }),
  decide: ({ body: { on }, newId }) => [Poured({ litres: 1, id: newId() }, happenedOn(on))],
});

const asked = (tankId: string, recordedAt?: string, more: Partial<CommandRequest> = {}) =>
  scene.request(tankId, 1, { ...(recordedAt === undefined ? {} : { recordedAt }), ...more });

const momentsOf = async (tankId: string) =>
  (await scene.eventsOf(tankId)).map(({ metadata }) => metadata.rehearsedAt);

const codeOf = async (promise: Promise<unknown>) => (await scene.rejectionOf(promise)).explanation.code;

test('what is recorded bears the moment that was said, and the store’s own instant stays', async () => {
  const id = newUuid();
  await rehearsal().execute(pour, asked(id, '2024-03-05T10:00:00.000Z'));
  const [event] = await scene.eventsOf(id);
  expect(event?.metadata.rehearsedAt).toBe('2024-03-05T10:00:00.000Z');
  expect(event?.recordedAt.toISOString()).not.toMatch(/^2024-/);
});

test.each([
  ['caf-59', '2024-03-05', '2024-03-05T11:00:00.000Z'],
  ['caf-59', '2024-07-05', '2024-07-05T10:00:00.000Z'],
  ['caf-974', '2024-03-05', '2024-03-05T08:00:00.000Z'],
  ['caf-59', '2026-11-30', now().toISOString()],
])('for %s the day %s is %s', async (cafId, day, moment) => {
  const id = newUuid();
  await rehearsal().execute(pour, asked(id, day, { cafId }));
  expect(await momentsOf(id)).toEqual([moment]);
});

test('what says nothing is recorded now, and bears the mark of the rehearsal all the same', async () => {
  const id = newUuid();
  await rehearsal().execute(pour, asked(id));
  expect(await momentsOf(id)).toEqual([now().toISOString()]);
});

test('it is the day that is said for the rule too: what is left out, and what is still to come', async () => {
  const id = newUuid();
  await rehearsal().execute(pour, asked(id, '2024-03-05'));
  expect((await scene.eventsOf(id))[0]?.metadata.occurredOn).toBe('2024-03-05');
  const ahead = { ...asked(id, '2024-03-05'), body: { on: '2024-03-06' } };
  expect(await codeOf(rehearsal().execute(pourOn, ahead))).toBe('date-in-the-future');
});

test('nothing is recorded in the future', async () => {
  for (const to of ['2026-12-01', '2026-11-30T22:00:00.001Z'])
    expect(await codeOf(rehearsal().execute(pour, asked(newUuid(), to)))).toBe('recorded-in-the-future');
});

test('nor before what was last recorded of the same subject, in whatever stream, by whatever process', async () => {
  const id = newUuid();
  const executor = rehearsal();
  await executor.execute(pour, asked(id, '2024-03-05'));
  for (const each of [executor, rehearsal()]) {
    expect(await codeOf(each.execute(pourAside, asked(id, '2024-03-04')))).toBe('recorded-before-the-last');
    await each.execute(pourAside, asked(id, '2024-03-05'));
  }
  // Of another subject all is free.
  await executor.execute(pour, asked(newUuid(), '2022-01-01'));
  await executor.execute(pour, asked(id));
  expect(await codeOf(executor.execute(pour, asked(id, '2024-03-06')))).toBe('recorded-before-the-last');
});

test('the same key with another moment is another request; with the same it is done once', async () => {
  const id = newUuid();
  const keyed = (to?: string) => asked(id, to, { idempotencyKey: 'K' });
  const first = await rehearsal().execute(pour, keyed('2024-03-05'));
  await rehearsal().execute(pour, asked(id, '2025-01-01'));
  expect(await rehearsal().execute(pour, keyed('2024-03-05'))).toEqual(first);
  for (const to of ['2024-03-06', undefined])
    expect(await codeOf(rehearsal().execute(pour, keyed(to)))).toBe('idempotency-key-reused');
  expect(await momentsOf(id)).toHaveLength(2);
});

test('what an event causes is known with it, and not before what it is decided on', async () => {
  const id = newUuid();
  const caused = (to: string) =>
    asked(id, to, { causedByEvent: true, idempotencyKey: newUuid(), causationId: newUuid() });
  await rehearsal().execute(pour, caused('2024-03-05T10:00:00.000Z'));
  await rehearsal().execute(pourAside, asked(id, '2024-04-01'));
  await rehearsal().execute(pour, caused('2024-03-06T10:00:00.000Z'));
  await rehearsal().execute(pour, caused('2024-03-01T10:00:00.000Z'));
  expect(await momentsOf(id)).toEqual([
    '2024-03-05T10:00:00.000Z',
    '2024-03-06T10:00:00.000Z',
    '2024-03-06T10:00:00.000Z',
  ]);
});

test('where nothing is rehearsed a moment is refused, and no event bears one', async () => {
  const id = newUuid();
  expect(await codeOf(scene.executor().execute(pour, asked(id, '2024-03-05')))).toBe('not-rehearsing');
  await scene.executor().execute(pour, asked(id));
  expect((await scene.eventsOf(id)).map(({ metadata }) => 'rehearsedAt' in metadata)).toEqual([false]);
});

test('where nothing is rehearsed nothing is decided on what was, whether it was there before or came since', async () => {
  const [old, mixed] = [newUuid(), newUuid()];
  await rehearsal().execute(pour, asked(old, '2024-03-05'));
  const executor = scene.executor();
  expect(await codeOf(executor.execute(pour, asked(old)))).toBe('rehearsed-history');
  await executor.execute(pour, asked(mixed));
  await rehearsal().execute(pour, asked(mixed));
  expect(await codeOf(executor.execute(pour, asked(mixed)))).toBe('rehearsed-history');
  expect(await scene.eventsOf(mixed)).toHaveLength(2);
});

test('of many at once on one stream none counts from before another that stands before it', async () => {
  const id = newUuid();
  const days = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04'];
  const executors = [rehearsal(), rehearsal()];
  await Promise.allSettled(
    days.flatMap((day) => executors.map((each) => each.execute(pour, asked(id, day)))),
  );
  const moments = await momentsOf(id);
  expect(moments).toEqual([...moments].sort());
  expect(moments.length).toBeGreaterThan(0);
});
