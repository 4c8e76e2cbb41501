import { randomUUID } from 'node:crypto';
import {
  DeadlineExceededError,
  type EventStoreDBClient,
  jsonEvent,
  MaxAppendSizeExceededError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { all, append, clientOf, event, events, failureOf, ids, newName, until } from './scene-testing.js';
import { type StandIn, startStandIn } from './stand-in.js';

/**
 * "Appending" of what was observed. Not played: figures (the cache of ids is 50 here where 120,000 events were needed, the
 * patience with a repeat is milliseconds), and the speed of appends, which is the real server's.
 */
let server: StandIn;
let client: EventStoreDBClient;
beforeAll(async () => {
  server = await startStandIn({ cacheSize: 50 });
  client = clientOf(server.url());
});
afterAll(async () => {
  await client?.dispose();
  await server?.kill();
});

/** The client, too, is another one then: what broke is over. */
async function restarted(): Promise<void> {
  await server.kill();
  await client.dispose();
  await server.start();
  client = clientOf(server.url());
  // Clients of one process share the connection that broke: the first call finds that out.
  await all(client.readAll({ maxCount: 1 })).catch(() => undefined);
}

const conflict = async (work: Promise<unknown>) => {
  const error = await failureOf(work);
  expect(error).toBeInstanceOf(WrongExpectedVersionError);
  return error;
};

test('an expectation that is not met: as asked, and what is there', async () => {
  const stream = newName();
  expect(await conflict(append(client, stream, events(1), 3n))).toMatchObject({
    expectedVersion: 3n,
    actualVersion: 'no_stream',
  });
  expect(await conflict(append(client, stream, events(1), 'stream_exists'))).toMatchObject({
    expectedVersion: 'stream_exists',
    actualVersion: 'no_stream',
  });
  await append(client, stream, events(2), 'no_stream');
  expect(await conflict(append(client, stream, events(1), 'no_stream'))).toMatchObject({
    expectedVersion: 'no_stream',
    actualVersion: 1n,
  });
  expect(await conflict(append(client, stream, events(1), 0n))).toMatchObject({
    expectedVersion: 0n,
    actualVersion: 1n,
  });
});

test.each(['no_stream', 0n] as const)(
  'the same again, expected %p: the first answer, for ever',
  async (expected) => {
    const stream = newName();
    if (expected === 0n) await append(client, stream, events(1), 'no_stream');
    const given = events(3);
    const first = await append(client, stream, given, expected);
    expect(await append(client, stream, given, expected)).toEqual(first);
    await append(client, stream, events(30), first.nextExpectedRevision);
    await append(client, newName(), events(100), 'any');
    expect(await append(client, stream, given, expected)).toEqual(first);
    await restarted();
    expect(await append(client, stream, given, expected)).toEqual(first);
    expect(await all(client.readStream(stream))).toHaveLength(expected === 0n ? 34 : 33);
  },
);

test.each<['any' | 'stream_exists', string, () => Promise<unknown>]>([
  ['any', 'after others', () => append(client, newName(), events(60), 'any')],
  ['stream_exists', 'after others', () => append(client, newName(), events(60), 'any')],
  ['any', 'after a restart', () => restarted()],
  ['stream_exists', 'after a restart', () => restarted()],
])(
  'the same again, expected %p: only while the cache lasts, and %s a second time',
  async (expected, _, afterwards) => {
    const stream = newName();
    await append(client, stream, events(1), 'no_stream');
    const given = events(1);
    const first = await append(client, stream, given, expected);
    expect(await append(client, stream, given, expected)).toEqual(first);
    await afterwards();
    expect(await append(client, stream, given, expected)).not.toEqual(first);
    expect(await all(client.readStream(stream))).toHaveLength(3);
  },
);

test('the same again at the current revision is written a second time; at another older one it is refused', async () => {
  const stream = newName();
  const given = events(1);
  await append(client, stream, given, 'no_stream');
  await append(client, stream, given, 0n);
  await append(client, stream, events(1), 1n);
  await conflict(append(client, stream, given, 1n));
  expect(await all(client.readStream(stream))).toHaveLength(3);
});

test('the same id with other content in the same place: success, and the content is dropped without a word', async () => {
  const stream = newName();
  const id = randomUUID();
  const first = await append(client, stream, [event(id, { n: 1 })], 'no_stream');
  expect(await append(client, stream, [event(id, { n: 2 })], 'no_stream')).toEqual(first);
  const [read] = await all(client.readStream(stream));
  expect(read?.event?.data).toEqual({ n: 1 });
});

test('the same id in another stream is written', async () => {
  const given = events(1);
  const [one, two] = [newName(), newName()];
  await append(client, one, given, 'no_stream');
  await append(client, two, given, 'no_stream');
  expect(ids(await all(client.readStream(two)))).toEqual(given.map(({ id }) => id));
});

test('a first part of an earlier append: success with the revision of that part', async () => {
  const stream = newName();
  const given = events(3);
  await append(client, stream, given, 'no_stream');
  expect((await append(client, stream, given.slice(0, 2), 'no_stream')).nextExpectedRevision).toBe(1n);
});

test.each(['no_stream', 'any'] as const)(
  'known and new mixed, or another order, expected %p: refused',
  async (expected) => {
    const stream = newName();
    const [a, b] = [event(), event()];
    await append(client, stream, [a, b], 'no_stream');
    const refused = await conflict(append(client, stream, [a, b, event()], expected));
    expect(refused).toMatchObject({ expectedVersion: expected, actualVersion: 1n });
    await conflict(append(client, stream, [b, a], expected));
    await conflict(append(client, stream, [event(), a], expected));
    expect(await all(client.readStream(stream))).toHaveLength(2);
  },
);

test('one id twice inside an append: both written; an empty append: success, nothing readable', async () => {
  const stream = newName();
  const one = event();
  await append(client, stream, [one, one], 'no_stream');
  expect(await all(client.readStream(stream))).toHaveLength(2);
  const empty = newName();
  expect((await append(client, empty, [], 'no_stream')).nextExpectedRevision).toBe(0n);
  expect(await failureOf(all(client.readStream(empty)))).toMatchObject({ type: 'stream-not-found' });
});

test('of 32 exact appends at once one wins', async () => {
  const stream = newName();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 32 }, () => append(client, stream, events(1), 'no_stream')),
  );
  const lost = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
  expect(lost).toHaveLength(31);
  for (const reason of lost) expect(reason).toBeInstanceOf(WrongExpectedVersionError);
});

test('the same while the first is under way: a time-out, then the original answer', async () => {
  server.behaviour.appendTakes = 300;
  server.behaviour.repeatPatience = 20;
  const stream = newName();
  const given = events(1);
  const first = append(client, stream, given, 'no_stream');
  await until(() => server.underWay.size === 1);
  const error = await failureOf(append(client, stream, given, 'no_stream'));
  expect(error).toBeInstanceOf(DeadlineExceededError);
  const answer = await first;
  server.behaviour.appendTakes = 0;
  expect(await append(client, stream, given, 'no_stream')).toEqual(answer);
  expect(await all(client.readStream(stream))).toHaveLength(1);
});

test('the data of one append stays below 1 MiB; metadata is not counted', async () => {
  const sized = (length: number) => event(randomUUID(), { t: 'x'.repeat(length - '{"t":""}'.length) });
  await append(client, newName(), [sized(1_023 * 1_024)], 'no_stream');
  for (const given of [[sized(1_024 * 1_024)], [sized(600_000), sized(600_000)]]) {
    const error = await failureOf(append(client, newName(), given, 'no_stream'));
    expect(error).toBeInstanceOf(MaxAppendSizeExceededError);
    expect(error).toMatchObject({ maxAppendSize: 1_048_576 });
  }
  await append(client, newName(), events(20_000), 'no_stream');
  const described = jsonEvent({ type: 'Noted', data: {}, metadata: { t: 'x'.repeat(1_200_000) } });
  await append(client, newName(), [described], 'no_stream');
  const far = await failureOf(append(client, newName(), [sized(5_000_000)], 'no_stream'));
  expect(far).toBeInstanceOf(UnknownError);
  expect(far).toMatchObject({ code: 8 });
});

test('a message above the limit of the transport breaks the stream of appends, and with it every pending one', async () => {
  server.behaviour.appendTakes = 60_000;
  const pending = failureOf(append(client, newName(), events(1), 'no_stream'));
  await until(() => server.underWay.size === 1);
  server.behaviour.appendTakes = 0;
  const large = event(randomUUID(), { t: 'x'.repeat(5_000_000) });
  expect(await failureOf(append(client, newName(), [large], 'no_stream'))).toMatchObject({ code: 8 });
  expect(await pending).toMatchObject({ code: 8 });
  await append(client, newName(), events(1), 'no_stream');
});

test('what is no event at all: BadRequest; upper-case ids come back in lower case', async () => {
  const bad = [event('x'), event('00000000-0000-0000-0000-000000000000'), event(randomUUID(), {}, '')];
  for (const each of bad) {
    const error = await failureOf(append(client, newName(), [each], 'no_stream'));
    expect(error.message).toBe('Could not recognize BadRequest');
  }
  expect((await failureOf(append(client, '', events(1), 'no_stream'))).message).toContain('BadRequest');
  const stream = newName();
  const id = randomUUID();
  await append(client, stream, [event(id.toUpperCase())], 'no_stream');
  expect(ids(await all(client.readStream(stream)))).toEqual([id]);
});

test('every event has its own position, commit as prepare, growing, with holes', async () => {
  const stream = newName();
  const result = await append(client, stream, events(3), 'no_stream');
  const positions = (await all(client.readStream(stream))).map((each) => each.event?.position);
  expect(positions.at(-1)).toEqual(result.position);
  expect(positions.every((position) => position?.commit === position?.prepare)).toBe(true);
  const [one, two] = positions.map((position) => position?.commit ?? 0n);
  expect((two ?? 0n) - (one ?? 0n)).toBeGreaterThan(1n);
});
