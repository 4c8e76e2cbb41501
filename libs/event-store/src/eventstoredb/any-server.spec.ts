import { randomUUID } from 'node:crypto';
import { all, newEvent, newStream, numbered } from '../conformance/stage.js';
import type { EventStore } from '../index.js';
import { openEventStoreDb } from './index.js';
import { serverName, type TestServer, testServer, waysToStop } from './server-testing.js';
import { clean, follow, pause, storm, until, verdict } from './storm-testing.js';

/** What must hold on a real server as on the stand-in; nobody else may write to it meanwhile. */
describe(`on ${serverName}`, () => {
  let server: TestServer;
  let store: EventStore;
  beforeEach(async () => {
    server = await testServer();
    store = await openEventStoreDb(server.options);
  });
  afterEach(async () => {
    await store?.close();
    await server?.dispose();
  });

  test('40 writers and two readers: nothing lost, doubled or inverted', async () => {
    const after = await store.head();
    const other = await openEventStoreDb(server.options);
    const readers = [follow(store, after), follow(other, after)];
    const writers = storm(store, 40);
    await until(() => writers.acknowledged.length > 1_000);
    await writers.stop();
    for (const reader of readers) {
      await reader.until(() => reader.seen.length >= writers.acknowledged.length);
      expect(verdict(writers, reader.seen)).toEqual(clean);
    }
    await other.close();
  });

  test('a quiet store: caught up, stopped, one event, resumed: it is delivered', async () => {
    const subject = randomUUID();
    const name = newStream('partners.convention', subject);
    await store.append(name, numbered(1, 3), { expectedRevision: 'no-stream' });
    for (const filter of [undefined, { subject }, { streamPrefixes: ['partners.'] }]) {
      const options = filter ? { filter } : {};
      const first = await openEventStoreDb(server.options);
      let checkpoint = await store.head();
      let quiet = 0;
      for await (const page of first.subscribe({ ...options, after: checkpoint })) {
        checkpoint = page.position;
        if (page.caughtUp && ++quiet > 2) break;
      }
      await first.close();
      const missed = newEvent();
      await store.append(name, [missed], { expectedRevision: 'any' });
      const again = await openEventStoreDb(server.options);
      for await (const page of again.subscribe({ ...options, after: checkpoint })) {
        if (page.events.length === 0) continue;
        expect(page.events.map(({ id }) => id)).toEqual([missed.id]);
        break;
      }
      await again.close();
    }
  });

  test('after 300 readers that left early, and beside 200 followers, it still reads and appends', async () => {
    const subject = randomUUID();
    const name = newStream('partners.convention', subject);
    await store.append(name, numbered(1, 30), { expectedRevision: 'no-stream' });
    await Promise.all(
      Array.from({ length: 300 }, async () => {
        for await (const _ of store.readStream(name)) break;
      }),
    );
    const after = await store.head();
    const followers = Array.from({ length: 200 }, async () => {
      const found: string[] = [];
      for await (const page of store.subscribe({ filter: { subject }, after })) {
        found.push(...page.events.map(({ id }) => id));
        if (found.length >= 3) return found;
      }
      return found;
    });
    const events = numbered(31, 33);
    await store.append(name, events, { expectedRevision: 29 });
    for (const found of await Promise.all(followers)) expect(found).toEqual(events.map(({ id }) => id));
    expect(await all(store.readStream(name))).toHaveLength(33);
  });
});

const takenAway = waysToStop.length > 0 ? test.each(waysToStop) : test.skip.each([['stopped', undefined]]);
takenAway(
  `${serverName}, twice %s, under 16 writers and a reader: nothing lost, doubled or inverted`,
  async (_, open) => {
    const server = await open?.();
    if (!server) return;
    const store = await openEventStoreDb(server.options);
    try {
      const after = await store.head();
      const reader = follow(store, after);
      const writers = storm(store, 16);
      for (let round = 0; round < 2; round++) {
        await pause(500);
        await server.stop();
        // Longer than an unanswered call is believed in.
        await pause(3_000);
        await server.start();
        const before = writers.acknowledged.length;
        await until(() => writers.acknowledged.length > before + 50, 60_000);
      }
      await writers.stop();
      const written = await all(store.readAll({ after }));
      await reader.until(() => reader.seen.length >= written.length);
      expect(verdict(writers, reader.seen)).toEqual(clean);
    } finally {
      await store.close();
      await server.dispose();
    }
  },
  180_000,
);
