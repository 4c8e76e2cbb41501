import { newEvent, newStream, numbered } from '../conformance/stage.js';
import { openEventStoreDb } from '../eventstoredb/index.js';
import type { EventStore } from '../index.js';
import { openPostgresEventStore } from '../postgres/index.js';
import { type Archive, copyArchive, StillWritten } from './index.js';
import { opening } from './scene-testing.js';

const { archive, database, later, server } = opening();

/** A copy while writers go on: it catches up, they pause, and go on in the copy. */
type Kind = 'PostgreSQL' | 'EventStoreDB';
const address = (kind: Kind) => (kind === 'PostgreSQL' ? database() : server());
const opened = async (url: string): Promise<EventStore> =>
  later(
    url.startsWith('esdb')
      ? await openEventStoreDb({ url })
      : await openPostgresEventStore({ connectionString: url, acceptUnsafeServer: true }),
    (one) => one.close(),
  );

/** Writers, each to a stream of its own, until told; `on` goes on with the same streams in another store. */
class Writers {
  readonly #streams = Array.from({ length: 4 }, () => ({ name: newStream(), next: 0 }));
  #isOver = false;
  #writing: Promise<unknown> = Promise.resolve();
  written = 0;

  on(store: EventStore): this {
    this.#isOver = false;
    this.#writing = Promise.all(
      this.#streams.map(async (stream) => {
        while (!this.#isOver) {
          const events = [newEvent({ 10: stream.next, 2: 'é' }), ...numbered(1, 2)];
          const expectedRevision = stream.next === 0 ? ('no-stream' as const) : stream.next - 1;
          await store.append(stream.name, events, { expectedRevision });
          stream.next += events.length;
          this.written += events.length;
        }
      }),
    );
    return this;
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#writing;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test.each<[Kind, Kind]>([
  ['PostgreSQL', 'EventStoreDB'],
  ['EventStoreDB', 'PostgreSQL'],
])(
  'from %s to %s while writers go on, interrupted and begun again; they pause, go on in the copy, and all of it comes back the same',
  async (kind, otherKind) => {
    const urls = { from: await address(kind), to: await address(otherKind), back: await address(kind) };
    const writers = new Writers().on(await opened(urls.from));
    const [from, to, back] = [await archive(urls.from), await archive(urls.to), await archive(urls.back)];
    await until(() => writers.written > 300);

    let received = 0;
    const falling: Archive = {
      ...to,
      receive: async (...given) => {
        await to.receive(...given);
        if (++received === 2) throw new Error('interrupted');
      },
    };
    const first = copyArchive(from, falling, { follow: new AbortController().signal });
    await expect(first).rejects.toThrow('interrupted');

    const stop = new AbortController();
    const phases = new Set<string>();
    const copying = copyArchive(from, to, {
      follow: stop.signal,
      progress: ({ phase }) => phases.add(phase),
    });
    const before = writers.written;
    await until(() => writers.written > before + 100);
    await writers.stop();
    await until(() => phases.has('following'));
    stop.abort();
    const copied = await copying;
    expect(copied).toMatchObject({ events: writers.written, isAll: true });

    // Every writer knows where its streams are.
    writers.on(await opened(urls.to));
    await until(() => writers.written > copied.events + 100);
    await writers.stop();
    const there = await copyArchive(to, back);
    expect(there.events).toBe(writers.written);
    // All that was copied is at its beginning, byte by byte.
    const again = await copyArchive(from, await archive(await address(otherKind)));
    expect(again.whole).toBe(copied.whole);
    for (const [stream] of copied.streams) expect(there.streams.has(stream)).toBe(true);
  },
);

test('what is written until the signal is in the copy; what is written after it is said, not lost', async () => {
  const urls = { from: await address('PostgreSQL'), to: await address('EventStoreDB') };
  const store = await opened(urls.from);
  const write = () => store.append(newStream(), [newEvent()], { expectedRevision: 'no-stream' });
  await write();
  const stop = new AbortController();
  let readings = 0;
  const from = await archive(urls.from);
  /** Somebody writes when a reading is over: the first time before the signal, then after it. */
  const written = (times: number): Archive => ({
    ...from,
    async *read(after) {
      yield* from.read(after);
      if (readings++ >= times) return;
      await write();
      stop.abort();
    },
  });
  const to = await archive(urls.to);
  expect(await copyArchive(written(1), to, { follow: stop.signal })).toMatchObject({
    events: 2,
    isAll: true,
  });
  readings = 0;
  await expect(copyArchive(written(9), to, { follow: stop.signal })).rejects.toBeInstanceOf(StillWritten);
  expect(await copyArchive(from, to, { follow: stop.signal })).toMatchObject({ isAll: true });
});
