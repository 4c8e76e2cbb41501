import { randomUUID } from 'node:crypto';
import { type StandIn, startStandIn } from '@ctg/local-eventstoredb';
import { all, newStream, numbered, numberOf } from '../../conformance/stage.js';
import { type EventStore, type Filter, streamName } from '../../index.js';
import { openEventStoreDb } from '../index.js';

/** A large store of others' events, and a small convention in it: what comes over the wire is counted. */
describe.each([
  ['with checkpoints', true],
  ['without', false],
])('a server %s', (_, sendsCheckpoints) => {
  const subject = randomUUID();
  const type = 'partners.Rare';
  let server: StandIn;
  let store: EventStore;
  beforeAll(async () => {
    server = await startStandIn({ behaviour: { sendsCheckpoints } });
    store = await openEventStoreDb({ url: server.url() });
    const others = async (streams: number) => {
      for (let n = 0; n < streams; n++)
        await store.append(newStream(), numbered(1, 500), { expectedRevision: 'no-stream' });
    };
    const write = (stream: string, from: number, to: number) =>
      store.append(stream, numbered(from, to, type), { expectedRevision: 'any' });
    const convention = newStream('partners.convention', subject);
    await others(6);
    await write(convention, 1, 10);
    await write(streamName('actionplans.action', subject, randomUUID()), 11, 20);
    await others(8);
    await write(convention, 21, 30);
    await others(6);
  });
  afterAll(async () => {
    await store?.close();
    await server?.kill();
  });

  const oneTo = (last: number) => Array.from({ length: last }, (_each, index) => index + 1);
  const ofTheConvention = (): [string, Filter, number[]][] => [
    ['subject', { subject }, oneTo(30)],
    [
      'stream',
      { streamPrefixes: [`partners.convention-${subject}`] },
      [...oneTo(10), ...oneTo(30).slice(20)],
    ],
  ];

  test('one convention is read without the others: what is sent is its events, and those of one more stream', async () => {
    for (const [, filter, numbers] of ofTheConvention()) {
      const before = server.eventsSent;
      const found = await all(store.readAll({ filter }));
      expect(found.map(numberOf)).toEqual(numbers);
      expect(server.eventsSent - before).toBeLessThan(numbers.length + 500 + 100);
    }
  });

  test('page by page, and from any of them on, nothing is missed or doubled', async () => {
    for (const [, filter, numbers] of ofTheConvention()) {
      const found: unknown[] = [];
      let after = 0n;
      for (let isDone = false; !isDone; ) {
        const page = await store.readPage({ after, filter, limit: 7 });
        found.push(...page.events.map(numberOf));
        expect(page.position > after || page.caughtUp).toBe(true);
        after = page.position;
        isDone = page.caughtUp;
      }
      expect(found).toEqual(numbers);
      expect(after).toBe(await store.head());
    }
  });

  test('a type that is rare is looked for on the server, and a page says how far it came', async () => {
    const before = server.eventsSent;
    const found = await all(store.readAll({ filter: { eventTypes: [type, 'partners.NeverHappened'] } }));
    expect(found.map(numberOf)).toEqual(oneTo(30));
    if (sendsCheckpoints) expect(server.eventsSent - before).toBeLessThan(1_500);
    const filter = { eventTypes: ['partners.NeverHappened'] };
    const page = await store.readPage({ filter, lookThrough: 3_000 });
    expect(page.events).toEqual([]);
    expect(await store.eventAt(page.position)).toBeDefined();
    expect(page.caughtUp).toBe(false);
  });
});
