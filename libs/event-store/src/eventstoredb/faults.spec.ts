import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StandIn, StandInCluster, StandInProcess, startStandIn } from '@ctg/local-eventstoredb';
import { all, newEvent, newStream, numbered } from '../conformance/stage.js';
import { type EventStore, RevisionConflict, StoreUnavailable } from '../index.js';
import { patience } from './connection/connection.js';
import { openEventStoreDb } from './index.js';
import { clean, follow, pause, storm, verdict } from './storm-testing.js';

describe('one node', () => {
  let server: StandIn;
  let store: EventStore;
  beforeEach(async () => {
    server = await startStandIn({ cacheSize: 100 });
    store = await openEventStoreDb({ url: server.url() });
  });
  afterEach(async () => {
    await store?.close();
    await server?.kill();
  });

  test.each<[string, () => Promise<void>]>([
    [
      'killed and started again',
      async () => {
        await server.kill();
        await pause(300);
        await server.start();
      },
    ],
    [
      'paused for a while',
      async () => {
        server.pause();
        await pause(3_000);
        server.resume();
      },
    ],
    [
      'starting for a while',
      async () => {
        await server.kill();
        server.behaviour.isStarting = true;
        await server.start();
        await pause(500);
        server.behaviour.isStarting = false;
      },
    ],
  ])('a server %s, under 40 writers and a reader: nothing lost, doubled or inverted', async (_, fault) => {
    const reader = follow(store);
    const writers = storm(store, 40);
    for (let round = 0; round < 2; round++) {
      const before = writers.acknowledged.length;
      await fault();
      for (const deadline = Date.now() + 20_000; writers.acknowledged.length < before + 100; ) {
        if (Date.now() > deadline) throw new Error('no answers after the fault');
        await pause(20);
      }
    }
    await writers.stop();
    const written = new Set((await all(store.readAll())).map(({ id }) => id));
    await reader.until(() => reader.seen.length >= written.size);
    expect(verdict(writers, reader.seen)).toEqual(clean);
  });

  test('a quiet store: caught up, stopped, one event, resumed: it is delivered', async () => {
    const subject = randomUUID();
    await store.append(newStream('partners.convention', subject), numbered(1, 3), {
      expectedRevision: 'no-stream',
    });
    for (const filter of [
      undefined,
      { subject },
      { eventTypes: ['partners.NoSuch', 'partners.NoteTaken'] },
    ]) {
      const other = await openEventStoreDb({ url: server.url() });
      const options = filter ? { filter } : {};
      let checkpoint = 0n;
      let quiet = 0;
      for await (const page of other.subscribe(options)) {
        checkpoint = page.position;
        if (page.caughtUp && ++quiet > 2) break;
      }
      await other.close();
      const missed = newEvent();
      await store.append(newStream('partners.convention', subject), [missed], { expectedRevision: 'any' });
      const again = await openEventStoreDb({ url: server.url() });
      const found: string[] = [];
      for await (const page of again.subscribe({ ...options, after: checkpoint })) {
        found.push(...page.events.map(({ id }) => id));
        if (found.length > 0) break;
      }
      expect(found).toEqual([missed.id]);
      await again.close();
    }
  });

  test('1,000 readers that leave early keep nothing open', async () => {
    const stream = newStream();
    await store.append(stream, numbered(1, 30), { expectedRevision: 'no-stream' });
    for (let round = 0; round < 10; round++) {
      await Promise.all(
        Array.from({ length: 100 }, async (_, index) => {
          if (index % 2 === 0) for await (const __ of store.readStream(stream)) break;
          else for await (const __ of store.readAll({ limit: 20 })) break;
        }),
      );
    }
    expect(await all(store.readStream(stream, { limit: 1 }))).toHaveLength(1);
    await pause(100);
    expect(server.openReads).toBe(0);
  });

  test('200 followers cost the server one stream', async () => {
    const subject = randomUUID();
    const stop = new AbortController();
    const after = await store.head();
    const caughtUp = Array.from({ length: 200 }, async () => {
      const found: string[] = [];
      for await (const page of store.subscribe({
        filter: { subject },
        after,
        signal: stop.signal,
      })) {
        found.push(...page.events.map(({ id }) => id));
        if (found.length >= 3) break;
      }
      return found;
    });
    await pause(1_500);
    const events = numbered(1, 3);
    await store.append(newStream('partners.convention', subject), events, { expectedRevision: 'no-stream' });
    for (const found of await Promise.all(caughtUp)) expect(found).toEqual(events.map(({ id }) => id));
    await pause(100);
    expect(server.openReads).toBeLessThanOrEqual(1);
    stop.abort();
  });

  test('a repeat with `any` after a restart, and after its id left the cache, is not written twice', async () => {
    const stream = newStream();
    const given = numbered(1, 2);
    const first = await store.append(stream, given, { expectedRevision: 'any' });
    await store.append(stream, numbered(3, 200), { expectedRevision: 'stream-exists' });
    await server.kill();
    await server.start();
    expect(await store.append(stream, given, { expectedRevision: 'any' })).toEqual(first);
    expect(await store.append(stream, given, { expectedRevision: 'stream-exists' })).toEqual(first);
    expect(await all(store.readStream(stream))).toHaveLength(200);
  });

  test('the server is gone: StoreUnavailable, within its patience, and back when it is back', async () => {
    await server.kill();
    const failure = await store.head().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreUnavailable);
    await server.start();
    expect(await store.head()).toBe(0n);
    const conflict = store.append(newStream(), [newEvent()], { expectedRevision: 4 });
    await expect(conflict).rejects.toBeInstanceOf(RevisionConflict);
  });
});

test.each(['kill', 'freeze'] as const)(
  'a process that was taken away (%s) and does not come back: a writer is told so within its patience; back, the same append is one event',
  async (how) => {
    const folder = mkdtempSync(join(tmpdir(), 'ctg-esdb-faults-'));
    const server = new StandInProcess({ folder });
    await server.start();
    const store = await openEventStoreDb({ url: server.url });
    try {
      await store.append(newStream(), [newEvent()], { expectedRevision: 'no-stream' });
      await server[how]();
      const [stream, events] = [newStream(), numbered(1, 2)];
      const began = Date.now();
      const told = store.append(stream, events, { expectedRevision: 'no-stream' });
      await expect(told).rejects.toBeInstanceOf(StoreUnavailable);
      // Its patience, and the little that the last attempt may take; a hang would be for ever.
      expect(Date.now() - began).toBeLessThan(2 * patience);
      if (how === 'kill') await server.start();
      else server.thaw();
      await store.append(stream, events, { expectedRevision: 'no-stream' });
      expect(await all(store.readStream(stream))).toHaveLength(2);
    } finally {
      server.thaw();
      await store.close();
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

describe('a cluster of three', () => {
  test.each(['killed', 'paused'] as const)(
    'its leader is %s under 20 writers: answers again, nothing lost or doubled',
    async (how) => {
      const cluster = new StandInCluster(500);
      await cluster.start();
      const store = await openEventStoreDb({ url: cluster.url });
      const reader = follow(store);
      const writers = storm(store, 20);
      for (let round = 0; round < 2; round++) {
        await pause(300);
        const lost = await cluster.loseLeader(how);
        await pause(600);
        const before = writers.acknowledged.length;
        for (const deadline = Date.now() + 20_000; writers.acknowledged.length < before + 50; ) {
          if (Date.now() > deadline) throw new Error('no answers after the fault');
          await pause(20);
        }
        if (lost) await cluster.revive(lost);
      }
      await writers.stop();
      const written = await all(store.readAll());
      await reader.until(() => reader.seen.length >= written.length);
      expect(verdict(writers, reader.seen)).toEqual(clean);
      await store.close();
      await cluster.stop();
    },
  );
});
