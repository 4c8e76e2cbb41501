import { type EventStoreDBClient, StreamDeletedError, streamNameFilter } from '@eventstore/db-client';
import { all, append, clientOf, events, failureOf, ids, newName } from './scene-testing.js';
import { type StandIn, startStandIn } from './stand-in.js';

/**
 * "Reading" of what was observed. Not played: standard projections, which write a link event per event (the adapter's
 * `damaged.spec.ts` writes such links itself), and the speed of reading.
 */
let server: StandIn;
let client: EventStoreDBClient;
beforeAll(async () => {
  server = await startStandIn();
  client = clientOf(server.url());
});
afterAll(async () => {
  await client?.dispose();
  await server?.kill();
});

test('readAll has no filter: one that is given is ignored without a word', async () => {
  const [one, other] = [newName(), newName()];
  const { position } = await append(client, one, events(1), 'no_stream');
  await append(client, other, events(1), 'no_stream');
  const filter = streamNameFilter({ prefixes: [one] });
  const found = await all(
    client.readAll({ ...(position ? { fromPosition: position } : {}), filter } as object),
  );
  expect(found.map((each) => each.event?.streamId)).toEqual([one, other]);
});

test('a position is two numbers', async () => {
  const half = { commit: 1n } as never;
  await expect((async () => all(client.readAll({ fromPosition: half })))()).rejects.toThrow();
});

test('readAll: inclusive forwards, exclusive backwards; system events are in it', async () => {
  const stream = newName();
  await append(client, stream, events(3), 'no_stream');
  const [one, two] = await all(client.readStream(stream));
  const fromPosition = two?.event?.position ?? 'start';
  const forwards = await all(client.readAll({ fromPosition, maxCount: 1 }));
  expect(ids(forwards)).toEqual([two?.event?.id]);
  const backwards = await all(client.readAll({ fromPosition, maxCount: 1, direction: 'backwards' }));
  expect(ids(backwards)).toEqual([one?.event?.id]);
  const [first] = await all(client.readAll({ maxCount: 1 }));
  expect(first?.event?.streamId).toMatch(/^\$/);
  const [head] = await all(client.readAll({ fromPosition: 'end', direction: 'backwards', maxCount: 1 }));
  expect(head?.event?.revision).toBe(2n);
});

test('a position that is no start of a record is an error; beyond the end a read gives nothing', async () => {
  await append(client, newName(), events(1), 'no_stream');
  const bad = await failureOf(all(client.readAll({ fromPosition: { commit: 7n, prepare: 7n } })));
  expect(bad).toMatchObject({ code: 2 });
  expect(bad.message).toContain('Unexpected ReadAllResult: Error');
  const beyond = { commit: 10n ** 9n, prepare: 10n ** 9n };
  expect(await all(client.readAll({ fromPosition: beyond }))).toEqual([]);
});

test('missing and softly deleted are not found, tombstoned is deleted', async () => {
  expect(await failureOf(all(client.readStream(newName())))).toMatchObject({ type: 'stream-not-found' });
  const stream = newName();
  const given = events(2);
  await append(client, stream, given, 'no_stream');
  await client.deleteStream(stream);
  expect(await failureOf(all(client.readStream(stream)))).toMatchObject({ type: 'stream-not-found' });
  const repeat = await failureOf(append(client, stream, given, 'no_stream'));
  expect(repeat).toMatchObject({ code: 2 });
  expect(repeat.message).toContain('Exception was thrown by handler');
  expect((await append(client, stream, events(1), 'no_stream')).nextExpectedRevision).toBe(2n);
  const gone = newName();
  await append(client, gone, events(1), 'no_stream');
  await client.tombstoneStream(gone);
  expect(await failureOf(all(client.readStream(gone)))).toBeInstanceOf(StreamDeletedError);
  expect(await failureOf(append(client, gone, events(1), 0n))).toBeInstanceOf(StreamDeletedError);
});

test('beyond the end of a stream nothing; backwards from beyond it the last', async () => {
  const stream = newName();
  await append(client, stream, events(2), 'no_stream');
  expect(await all(client.readStream(stream, { fromRevision: 9n }))).toEqual([]);
  const [last] = await all(
    client.readStream(stream, { fromRevision: 9n, direction: 'backwards', maxCount: 1 }),
  );
  expect(last?.event?.revision).toBe(1n);
});

test.each([{ maxCount: 1 }, { truncateBefore: 2 }, { maxAge: 0 }])(
  '%j hides events from the stream, not from $all',
  async (metadata) => {
    const stream = newName();
    const { position } = await append(client, stream, events(1), 'no_stream');
    await append(client, stream, events(2), 0n);
    await client.setStreamMetadata(stream, metadata);
    const shown = await all(client.readStream(stream));
    expect(shown.length).toBeLessThan(3);
    if (shown.length > 0) expect(shown[0]?.event?.revision).toBe(2n);
    const everything = await all(client.readAll(position ? { fromPosition: position } : {}));
    expect(everything.filter((each) => each.event?.streamId === stream)).toHaveLength(3);
    // The head may be an event of the server's own.
    const [head] = await all(client.readAll({ fromPosition: 'end', direction: 'backwards', maxCount: 1 }));
    expect(head?.event?.streamId).toBe(`$$${stream}`);
  },
);
