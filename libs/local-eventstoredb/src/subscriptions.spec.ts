import {
  type AllStreamSubscription,
  type EventStoreDBClient,
  eventTypeFilter,
  excludeSystemEvents,
  type Position,
  streamNameFilter,
  TimeoutError,
} from '@eventstore/db-client';
import { all, append, clientOf, event, events, failureOf, newName, pause, until } from './scene-testing.js';
import { type StandIn, startStandIn } from './stand-in.js';

/**
 * "Subscriptions" of what was observed; what a lost server leaves of one is in `silence.spec.ts`. Not played: how fast events
 * are looked through, and that later servers changed checkpoints (`sendsCheckpoints: false` plays one that sends none).
 */
let server: StandIn;
let client: EventStoreDBClient;
beforeEach(async () => {
  server = await startStandIn();
  client = clientOf(server.url());
});
afterEach(async () => {
  await client?.dispose();
  await server?.kill();
});

/** Reads everything and then on, until stopped. */
function following(from: Position | 'start' | 'end', maxSearchWindow?: number) {
  const checkpoints: Position[] = [];
  const seen: string[] = [];
  const filter = streamNameFilter({
    prefixes: ['test-'],
    ...(maxSearchWindow ? { maxSearchWindow } : {}),
    checkpointReached: (_, position) => {
      checkpoints.push(position);
    },
  });
  const subscription = client.subscribeToAll({ fromPosition: from, filter });
  subscription.on('data', (each) => seen.push(each.event?.id ?? ''));
  subscription.on('error', () => undefined);
  let hasCaughtUp = false;
  subscription.on('caughtUp' as 'end', () => {
    hasCaughtUp = true;
  });
  return { checkpoints, seen, stop: () => subscription.unsubscribe(), saidToHaveCaughtUp: () => hasCaughtUp };
}

test('exclusive of its position; checkpoints come while catching up, as many as the window says', async () => {
  const { position } = await append(client, newName(), events(320), 'no_stream');
  const small = following('start');
  const large = following('start', 5_000);
  await until(() => small.seen.length === 320 && large.seen.length === 320 && large.checkpoints.length > 0);
  expect(small.checkpoints.length).toBeGreaterThan(large.checkpoints.length);
  expect(large.checkpoints).toHaveLength(1);
  await Promise.all([small.stop(), large.stop()]);
  const after = following(position ?? 'end');
  await until(() => after.checkpoints.length > 0);
  expect(after.seen).toEqual([]);
  await after.stop();
});

test('unless asked otherwise there is a checkpoint every 32 events looked through', async () => {
  await append(client, newName(), events(320), 'no_stream');
  const [unasked, asked] = [following('start'), following('start', 32)];
  for (const each of [unasked, asked]) await until(() => each.checkpoints.at(-1)?.prepare === 0n);
  expect(unasked.checkpoints).toEqual(asked.checkpoints);
  expect(unasked.checkpoints).toHaveLength(11);
  await Promise.all([unasked.stop(), asked.stop()]);
});

test('of one stream, exclusive of its revision', async () => {
  const stream = newName();
  const given = events(3);
  await append(client, stream, given, 'no_stream');
  const seen: string[] = [];
  const subscription = client.subscribeToStream(stream, { fromRevision: 1n });
  subscription.on('data', (each) => seen.push(each.event?.id ?? ''));
  await until(() => seen.length === 1);
  await append(client, newName(), events(1), 'no_stream');
  const later = event();
  await append(client, stream, [later], 2n);
  await until(() => seen.length === 2);
  expect(seen).toEqual([given[2]?.id, later.id]);
  await subscription.unsubscribe();
});

test('no inversion under 40 writers at once', async () => {
  const places: bigint[] = [];
  const subscription = client.subscribeToAll({ fromPosition: 'end' });
  subscription.on('data', (each) => places.push(each.event?.position?.commit ?? -1n));
  await until(() => server.openReads === 1);
  await Promise.all(
    Array.from({ length: 40 }, async () => {
      const stream = newName();
      for (let n = 0; n < 50; n++)
        await append(client, stream, events(1), n === 0 ? 'no_stream' : BigInt(n - 1));
    }),
  );
  await until(() => places.length === 2_000);
  expect(places.every((place, index) => index === 0 || place > (places[index - 1] ?? place))).toBe(true);
  await subscription.unsubscribe();
});

test.each(['as given', 'commit twice'])(
  'the trap: from the checkpoint of a quiet store (%s) the next event never comes',
  async (form) => {
    await append(client, newName(), events(5), 'no_stream');
    const first = following('start');
    await until(() => first.checkpoints.length > 0);
    await first.stop();
    const checkpoint = first.checkpoints.at(-1) as Position;
    expect(checkpoint.prepare).toBe(0n);
    const missed = event();
    await append(client, newName(), [missed], 'no_stream');
    const resumed = following(
      form === 'as given' ? checkpoint : { commit: checkpoint.commit, prepare: checkpoint.commit },
    );
    const later = event();
    await append(client, newName(), [later], 'no_stream');
    await until(() => resumed.seen.includes(later.id));
    expect(resumed.seen).toEqual([later.id]);
    await resumed.stop();
  },
);

test('safe: the checkpoint turned into the position of a real event first', async () => {
  await append(client, newName(), events(5), 'no_stream');
  const first = following('start');
  await until(() => first.checkpoints.length > 0);
  await first.stop();
  const fromPosition = first.checkpoints.at(-1) as Position;
  const [real] = await all(client.readAll({ fromPosition, direction: 'backwards', maxCount: 1 }));
  const next = event();
  await append(client, newName(), [next], 'no_stream');
  const resumed = following(real?.event?.position as Position);
  await until(() => resumed.seen.includes(next.id));
  await resumed.stop();
});

test('safe, too: read forwards from the checkpoint, which is inclusive', async () => {
  await append(client, newName(), events(5), 'no_stream');
  const first = following('start');
  await until(() => first.checkpoints.length > 0);
  await first.stop();
  const next = event();
  await append(client, newName(), [next], 'no_stream');
  const found = await all(client.readAll({ fromPosition: first.checkpoints.at(-1) as Position }));
  expect(found[0]?.event?.id).toBe(next.id);
});

test('checkpoints come live, too, of what does not pass; that it caught up is never said', async () => {
  await append(client, newName(), events(1), 'no_stream');
  const quiet = following('start', 10);
  await until(() => quiet.seen.length === 1 && quiet.checkpoints.length > 0);
  const before = quiet.checkpoints.length;
  await append(client, `other-${newName()}`, events(40), 'no_stream');
  await until(() => quiet.checkpoints.length >= before + 3);
  expect(quiet.seen).toHaveLength(1);
  expect(quiet.saidToHaveCaughtUp()).toBe(false);
  await quiet.stop();
});

test.each([
  ['prefixes of streams', streamNameFilter({ prefixes: ['a-'] }), ['a-1', 'a-2']],
  ['a regex of streams', streamNameFilter({ regex: '^[ab]-1$' }), ['a-1', 'b-1']],
  ['prefixes of types, which match longer ones', eventTypeFilter({ prefixes: ['Noted'] }), ['a-1', 'b-1']],
  ['a regex of types', eventTypeFilter({ regex: '^Noted$' }), ['a-1']],
])('a filter by %s', async (_, filter, expected) => {
  const types = { 'a-1': 'Noted', 'b-1': 'NotedAgain', 'a-2': 'Other' };
  for (const [stream, type] of Object.entries(types))
    await append(client, stream, [event(undefined, {}, type)], 'no_stream');
  const seen: string[] = [];
  const subscription = client.subscribeToAll({ filter });
  subscription.on('data', (each) => seen.push(each.event?.streamId ?? ''));
  await until(() => seen.length === expected.length);
  await pause(100);
  expect(seen).toEqual(expected);
  await subscription.unsubscribe();
});

test('beyond the end it starts live, as if nothing were missing', async () => {
  await append(client, newName(), events(5), 'no_stream');
  const beyond = following({ commit: 10n ** 9n, prepare: 10n ** 9n });
  await until(() => beyond.checkpoints.length > 0);
  const next = event();
  await append(client, newName(), [next], 'no_stream');
  await until(() => beyond.seen.length > 0);
  expect(beyond.seen).toEqual([next.id]);
  await beyond.stop();
});

test.each<[string, () => AllStreamSubscription]>([
  ['a bad regex', () => client.subscribeToAll({ filter: streamNameFilter({ regex: '(' }) })],
  ['a position inside a record', () => client.subscribeToAll({ fromPosition: { commit: 7n, prepare: 7n } })],
])('%s: thrown by the handler', async (_, subscribe) => {
  const error = await failureOf(all(subscribe()));
  expect(error).toMatchObject({ code: 2 });
  expect(error.message).toContain('Exception was thrown by handler');
});

test('excludeSystemEvents lets a system stream with a user type through', async () => {
  await append(client, '$mine', events(1), 'no_stream');
  const seen: string[] = [];
  const subscription = client.subscribeToAll({ filter: excludeSystemEvents() });
  subscription.on('data', (each) => seen.push(each.event?.streamId ?? ''));
  await until(() => seen.length > 0);
  expect(seen).toEqual(['$mine']);
  await subscription.unsubscribe();
});

test('too slow while live: told to resubscribe; slow while catching up: slowed down, nothing lost', async () => {
  server.behaviour.slowAfter = 20;
  const big = { t: 'x'.repeat(20_000) };
  const live = client.subscribeToAll({ fromPosition: 'end' });
  let failure: unknown;
  live.on('error', (error) => {
    failure = error;
  });
  await until(() => server.openReads === 1);
  for (let round = 0; round < 20; round++) {
    await append(
      client,
      newName(),
      Array.from({ length: 20 }, () => event(undefined, big)),
      'no_stream',
    );
  }
  live.resume();
  await until(() => failure !== undefined);
  expect(failure).toBeInstanceOf(TimeoutError);
  expect((failure as Error).message).toContain('Client resubscription required');
  let count = 0;
  const slow = client.subscribeToAll({
    fromPosition: 'start',
    filter: streamNameFilter({ prefixes: ['test-'] }),
  });
  for await (const _ of slow) {
    if (++count % 50 === 0) await pause(5);
    if (count === 400) break;
  }
  expect(count).toBe(400);
  await slow.unsubscribe();
});

test('killed: one error, then nothing more, not even an end', async () => {
  const heard: string[] = [];
  const subscription = client.subscribeToAll({ fromPosition: 'end' });
  for (const name of ['error', 'end', 'close']) subscription.on(name, () => heard.push(name));
  await until(() => server.openReads === 1);
  await server.kill();
  await until(() => heard.length > 0);
  await server.start();
  await append(client, newName(), events(1), 'no_stream').catch(() => undefined);
  await pause(300);
  expect(heard).toEqual(['error']);
});
