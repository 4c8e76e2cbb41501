import { defineEvent } from '@ctg/contracts';
import type { EventStore } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { v7 as newUuid } from 'uuid';
import { z } from 'zod';
import {
  CommandExecutor,
  type CommandRequest,
  type Decider,
  defineCommand,
  Rejection,
  refused,
  TablesBehind,
} from './index.js';

const Poured = defineEvent({
  type: 'testing.Poured',
  title: 'Versé',
  schema: z.object({ litres: z.number(), id: z.string() }),
});

interface Tank {
  readonly litres: number;
}
const tank: Decider<Tank> = {
  category: 'testing.tank',
  initial: { litres: 0 },
  evolve: (state, event) =>
    event.type === Poured.type ? { litres: state.litres + Number(event.data.litres) } : state,
};
const pour = defineCommand({
  name: 'testing.pour',
  title: 'Verser',
  roles: ['caf_adviser'],
  route: '/tanks/:tankId',
  body: z.strictObject({ litres: z.number() }),
  decider: tank,
  stream: (params) => ({ subject: params.tankId ?? '' }),
  decide({ body, newId }, state) {
    if (state.litres + body.litres > 10) throw refused({ code: 'too-full', title: 'Trop plein.' });
    return body.litres === 0 ? [] : [Poured({ litres: body.litres, id: newId() })];
  },
});
const dig = defineCommand({
  ...pour,
  name: 'testing.dig',
  creates: 'tankId',
  decide: ({ params }) => [Poured({ litres: 1, id: params.tankId ?? '' })],
});

let database: TestDatabase;
let store: EventStore;
beforeAll(async () => {
  database = await testDatabase();
  store = await openPostgresEventStore({ connectionString: database.url });
});
afterAll(async () => {
  await store?.close();
  await database?.drop();
});

const executor = () => new CommandExecutor({ store, readModel: { query: async () => [] } });
const request = (tankId: string, litres: number, more: Partial<CommandRequest> = {}): CommandRequest => ({
  params: { tankId },
  body: { litres },
  actor: { subject: 'someone', role: 'caf_adviser', cafId: 'caf-59' },
  cafId: 'caf-59',
  correlationId: 'c-1',
  ...more,
});
const eventsOf = async (tankId: string) => {
  const events = [];
  for await (const event of store.readStream(`testing.tank-${tankId}`)) events.push(event);
  return events;
};
const rejectionOf = async (promise: Promise<unknown>) => {
  const outcome = await promise.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Rejection);
  return outcome as Rejection;
};

test('the envelope says who, for whom, why and when', async () => {
  const id = newUuid();
  const outcome = await executor().execute(pour, request(id, 3, { reason: 'parce que' }));
  const [event] = await eventsOf(id);
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
  const refusal = await rejectionOf(executor().execute(ahead, request(id, 1)));
  expect(refusal.explanation).toMatchObject({ code: 'date-in-the-future', found: '01/01/2999' });
  expect(await eventsOf(id)).toEqual([]);
});

test('writers that know nothing of each other never break the rule', async () => {
  const id = newUuid();
  const pours = Array.from({ length: 20 }, () => executor().execute(pour, request(id, 1)));
  const outcomes = await Promise.allSettled(pours);
  expect(outcomes.filter((one) => one.status === 'fulfilled').length).toBeLessThanOrEqual(10);
  expect((await eventsOf(id)).length).toBe(outcomes.filter((one) => one.status === 'fulfilled').length);
});

test('a refusal is decided on what the store has now, not on what was kept in memory', async () => {
  const id = newUuid();
  const [one, other] = [executor(), executor()];
  await one.execute(pour, request(id, 9));
  await other.execute(pour, request(id, -8));
  await expect(one.execute(pour, request(id, 5))).resolves.toMatchObject({ revision: 2 });
});

test('the same Idempotency-Key executes once and answers the same, from any process, even at the same time', async () => {
  const id = newUuid();
  const again = request(id, 6, { idempotencyKey: 'k' });
  const answers = await Promise.all(
    [executor(), executor(), executor()].map((each) => each.execute(pour, again)),
  );
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  expect(await eventsOf(id)).toHaveLength(1);
});

test('a creating command repeated with its key makes one thing', async () => {
  const again = request('', 1, { params: {}, idempotencyKey: newUuid() });
  const [first, second] = [await executor().execute(dig, again), await executor().execute(dig, again)];
  expect(second).toEqual(first);
  expect(await eventsOf(first.id)).toHaveLength(1);
});

test('a key that was used for another request is refused', async () => {
  const id = newUuid();
  await executor().execute(pour, request(id, 1, { idempotencyKey: 'k' }));
  const rejection = await rejectionOf(executor().execute(pour, request(id, 2, { idempotencyKey: 'k' })));
  expect(rejection.status).toBe(422);
  expect(rejection.explanation.code).toBe('idempotency-key-reused');
});

test('a stale If-Match changes nothing, a repeated command under its key still answers', async () => {
  const id = newUuid();
  const one = executor();
  await one.execute(pour, request(id, 1));
  const keyed = request(id, 1, { ifRevision: 0, idempotencyKey: 'k' });
  const first = await one.execute(pour, keyed);
  const rejection = await rejectionOf(one.execute(pour, request(id, 1, { ifRevision: 0 })));
  expect(rejection.status).toBe(412);
  expect(rejection.explanation).toMatchObject({ expected: 'révision 0', found: 'révision 1' });
  expect(await executor().execute(pour, keyed)).toEqual(first);
  expect(await eventsOf(id)).toHaveLength(2);
});

test('two at once with one key and one If-Match are one execution, from whatever process', async () => {
  for (let round = 0; round < 10; round++) {
    const id = newUuid();
    await executor().execute(pour, request(id, 1));
    const keyed = request(id, 1, { ifRevision: 0, idempotencyKey: 'k' });
    const [first, second] = await Promise.all([
      executor().execute(pour, keyed),
      executor().execute(pour, keyed),
    ]);
    expect(second).toEqual(first);
    expect(await eventsOf(id)).toHaveLength(2);
  }
});

test('the same key on another thing is another command', async () => {
  const [one, other] = [newUuid(), newUuid()];
  await executor().execute(pour, request(one, 1, { idempotencyKey: 'k' }));
  await executor().execute(pour, request(other, 1, { idempotencyKey: 'k' }));
  expect(await eventsOf(other)).toHaveLength(1);
});

test('another tenant finds nothing', async () => {
  const id = newUuid();
  await executor().execute(pour, request(id, 1));
  const rejection = await rejectionOf(executor().execute(pour, request(id, 1, { cafId: 'caf-62' })));
  expect(rejection.status).toBe(404);
});

test('a look-up reads other streams as they are now, whoever wrote to them; those of another tenant do not exist', async () => {
  const [source, id] = [newUuid(), newUuid()];
  const pourAsMuch = defineCommand({
    ...pour,
    name: 'testing.pour-as-much',
    lookUp: ({ streams }) => streams.state(tank, source),
    decide: ({ facts, newId }) => [Poured({ litres: facts.litres, id: newId() })],
  });
  const [one, other] = [executor(), executor()];
  for (const expected of [0, 1, 3]) {
    await one.execute(pourAsMuch, request(id, 0));
    expect((await eventsOf(id)).at(-1)?.data.litres).toBe(expected);
    await other.execute(pour, request(source, expected + 1));
  }
  const foreign = newUuid();
  await one.execute(pourAsMuch, request(foreign, 0, { cafId: 'caf-62' }));
  expect((await eventsOf(foreign)).map(({ data }) => data.litres)).toEqual([0]);
});

test('nothing to change is a success without an event', async () => {
  const id = newUuid();
  expect(await executor().execute(pour, request(id, 0))).toMatchObject({ revision: -1, events: [] });
});

test('a command that reads tables waits until they know what was acknowledged before it, and gives up in words', async () => {
  const waited: unknown[] = [];
  const knowing = (isUp: boolean) =>
    new CommandExecutor({
      store,
      readModel: { query: async () => [] },
      tables: {
        waitFor: async (position, _timeout, names) => {
          waited.push({ position, names });
          return isUp;
        },
      },
    });
  const measured = defineCommand({ ...pour, name: 'testing.pour-measured', waitsFor: ['tanks'] });
  const id = newUuid();
  await knowing(false).execute(pour, request(id, 1));
  expect(waited).toEqual([]);
  const head = await store.head();
  expect(await knowing(true).execute(measured, request(id, 1))).toMatchObject({ revision: 1 });
  expect(waited).toEqual([{ position: head, names: ['tanks'] }]);
  await expect(knowing(false).execute(measured, request(id, 1))).rejects.toThrow(TablesBehind);
  expect(await eventsOf(id)).toHaveLength(2);
});
