import { type StandIn, startStandIn } from '@ctg/local-eventstoredb';
import { binaryEvent, EventStoreDBClient, type JSONType, jsonEvent } from '@eventstore/db-client';
import { all, failureOf, newEvent, newStream, numbered } from '../conformance/stage.js';
import {
  AppendTooLarge,
  EventIdReused,
  type EventStore,
  InvalidEvent,
  RevisionConflict,
  StreamDamaged,
  UnknownPosition,
} from '../index.js';
import { openEventStoreDb } from './index.js';

/** What somebody with the right to do so, or without anybody having taken it, does to a stream behind our back. */
let server: StandIn;
let store: EventStore;
let other: EventStoreDBClient;
let notices: string[];
beforeEach(async () => {
  server = await startStandIn();
  notices = [];
  store = await openEventStoreDb({ url: server.url(), notice: (said) => notices.push(said) });
  other = EventStoreDBClient.connectionString(server.url());
});
afterEach(async () => {
  await other?.dispose();
  await store?.close();
  await server?.kill();
});

const damages: [string, (stream: string) => Promise<unknown>][] = [
  ['cut before a revision', (stream) => other.setStreamMetadata(stream, { truncateBefore: 3 })],
  ['limited to a number of events', (stream) => other.setStreamMetadata(stream, { maxCount: 2 })],
  ['deleted', (stream) => other.deleteStream(stream)],
  ['deleted for ever', (stream) => other.tombstoneStream(stream)],
  [
    'cut and scavenged',
    async (stream) => {
      await other.setStreamMetadata(stream, { truncateBefore: 3 });
      server.scavenge();
    },
  ],
  [
    'deleted and scavenged',
    async (stream) => {
      await other.deleteStream(stream);
      server.scavenge();
    },
  ],
];

describe.each(damages)('a stream that was %s', (_, damage) => {
  test('is reported with its name, however it is read, and never read as a shorter one', async () => {
    const stream = newStream();
    const events = numbered(1, 5);
    await store.append(stream, events, { expectedRevision: 'no-stream' });
    expect(await all(store.readStream(stream))).toHaveLength(5);
    await damage(stream);
    const readings = [
      () => all(store.readStream(stream)),
      () => all(store.readStream(stream, { direction: 'backwards' })),
      () => store.findEvent(stream, events[0]?.id ?? ''),
      () => store.append(stream, [newEvent()], { expectedRevision: 'stream-exists' }),
    ];
    for (const reading of readings) {
      const error = await failureOf(reading());
      expect(error).toBeInstanceOf(StreamDamaged);
      expect((error as Error).message).toContain(stream);
    }
    await store.readPage();
    expect(notices.filter((said) => said.includes(stream))).toHaveLength(1);
  });
});

test('a stream that never was is not taken for a deleted one, whatever became of others', async () => {
  const deleted = newStream();
  await store.append(deleted, numbered(1, 2), { expectedRevision: 'no-stream' });
  await other.deleteStream(deleted);
  await expect(all(store.readStream(deleted))).rejects.toThrow('it was deleted');
  expect(await all(store.readStream(newStream()))).toEqual([]);
});

test('an append that finds its stream deleted says so: as new, at its old end, and repeated', async () => {
  const [soft, hard] = [newStream(), newStream()];
  const events = numbered(1, 2);
  for (const stream of [soft, hard]) await store.append(stream, events, { expectedRevision: 'no-stream' });
  await other.deleteStream(soft);
  await other.tombstoneStream(hard);
  const repeated = store.append(soft, events, { expectedRevision: 'no-stream' });
  await expect(repeated).rejects.toBeInstanceOf(StreamDamaged);
  const anew = store.append(soft, [newEvent()], { expectedRevision: 'no-stream' });
  await expect(anew).rejects.toThrow(`${soft} is no longer whole: its revisions go on at 2`);
  const gone = store.append(hard, [newEvent()], { expectedRevision: 1 });
  await expect(gone).rejects.toBeInstanceOf(StreamDamaged);
});

test('projections that run on the server are said, once: before a start as well as under way', async () => {
  const link = (n: number) =>
    jsonEvent({ type: '$>', data: `${n}@partners.convention-x` as unknown as JSONType });
  await other.appendToStream('$ce-partners.convention', [link(0), link(1)]);
  const said: string[] = [];
  const late = await openEventStoreDb({ url: server.url(), notice: (sentence) => said.push(sentence) });
  const told = (sentences: string[]) => sentences.filter((each) => each.includes('Des projections tournent'));
  expect(told(said)).toHaveLength(1);
  expect(told(notices)).toHaveLength(0);
  for await (const page of store.subscribe({ after: await store.head() })) {
    if (page.events.length > 0) break;
    await other.appendToStream('$ce-partners.convention', [link(2)]);
    await late.append(newStream(), [newEvent()], { expectedRevision: 'no-stream' });
  }
  expect(told(notices)).toHaveLength(1);
  await late.close();
});

test('what another program writes under a name of ours keeps nobody from the rest', async () => {
  const stream = newStream();
  const bytes = Uint8Array.from([123, 255, 0]);
  await other.appendToStream(stream, [binaryEvent({ type: 'Broken', data: bytes, metadata: bytes })]);
  await other.appendToStream(stream, [jsonEvent({ type: 'Bare', data: [1] })]);
  const event = newEvent();
  await store.append(newStream(), [event], { expectedRevision: 'no-stream' });
  const found = await all(store.readAll());
  expect(found.map(({ type, data }) => [type, data])).toEqual([
    ['Broken', {}],
    ['Bare', [1]],
    [event.type, event.data],
  ]);
});

/** Each error class of the client becomes one of ours; those of the connection are in `meaning.spec.ts` and `faults.spec.ts`. */
test.each<[string, () => Promise<unknown>, new (...given: never[]) => Error]>([
  [
    'WrongExpectedVersionError',
    () => store.append(newStream(), [newEvent()], { expectedRevision: 3 }),
    RevisionConflict,
  ],
  [
    'MaxAppendSizeExceededError, of a server that takes less than the port promises',
    () => {
      server.behaviour.maxAppendSize = 1_000;
      return store.append(newStream(), [newEvent({ t: 'x'.repeat(1_000) })], {
        expectedRevision: 'no-stream',
      });
    },
    AppendTooLarge,
  ],
  [
    'success with the first place of an id that has other content',
    async () => {
      const [stream, event] = [newStream(), newEvent({ n: 1 })];
      await store.append(stream, [event], { expectedRevision: 'no-stream' });
      return store.append(stream, [{ ...event, data: { n: 2 } }], { expectedRevision: 'no-stream' });
    },
    EventIdReused,
  ],
  ['UnknownError of a bad position', () => store.readPage({ after: 7n }), UnknownPosition],
  [
    'UnknownError of a bad position, on the server',
    async () => {
      await store.append(newStream(), [newEvent()], { expectedRevision: 'no-stream' });
      return store.readPage({ after: 7n, filter: { subject: 'x' } });
    },
    UnknownPosition,
  ],
  [
    'UnknownError BadRequest',
    () => {
      server.behaviour.refusesAll = true;
      return store.append(newStream(), [newEvent()], { expectedRevision: 'no-stream' });
    },
    InvalidEvent,
  ],
])('%s', async (_, work, expected) => {
  expect(await failureOf(work())).toBeInstanceOf(expected);
});
