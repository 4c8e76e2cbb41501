import { all, newEvent, newStream } from '../conformance/stage.js';
import { type EventStore, type Position, type RecordedEvent, START, StoreUnavailable } from '../index.js';

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until it is so, at most so long. */
export async function until(isSo: () => boolean, milliseconds = 30_000): Promise<void> {
  for (const deadline = Date.now() + milliseconds; !isSo(); ) {
    if (Date.now() > deadline) throw new Error('it never came to that');
    await pause(20);
  }
}

/** Follows everything after a position until told; remembers what came. Begins again where it was when the store is away. */
export function follow(store: EventStore, from: Position = START) {
  const seen: RecordedEvent[] = [];
  const stop = new AbortController();
  const ended = (async () => {
    let after = from;
    while (!stop.signal.aborted) {
      try {
        for await (const page of store.subscribe({ after, signal: stop.signal })) {
          seen.push(...page.events);
          after = page.position;
        }
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
      }
    }
  })();
  return {
    seen,
    until: async (isSo: () => boolean) => {
      await until(isSo);
      stop.abort();
      await ended;
    },
  };
}

/** Writers, each to a stream of its own, until told; one whose append stayed unknown reads where its stream is. */
export function storm(store: EventStore, writers: number) {
  const acknowledged: string[] = [];
  const unknown: string[] = [];
  let isOver = false;
  const writing = Array.from({ length: writers }, async () => {
    const stream = newStream();
    for (let revision = 0; !isOver; ) {
      const event = newEvent({ revision });
      try {
        const expectedRevision = revision === 0 ? 'no-stream' : revision - 1;
        ({ revision } = await store.append(stream, [event], { expectedRevision }));
        revision++;
        acknowledged.push(event.id);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        unknown.push(event.id);
        const last = (await all(store.readStream(stream, { direction: 'backwards', limit: 1 })))[0];
        revision = (last?.revision ?? -1) + 1;
      }
    }
  });
  return {
    acknowledged,
    unknown,
    stop: async () => {
      isOver = true;
      await Promise.all(writing);
    },
  };
}

/** What became of a storm; `unasked` is for a store that nobody else writes to. */
export function verdict(
  {
    acknowledged,
    unknown,
  }: { readonly acknowledged: readonly string[]; readonly unknown: readonly string[] },
  seen: readonly RecordedEvent[],
) {
  const ids = new Set(seen.map(({ id }) => id));
  const known = new Set([...acknowledged, ...unknown]);
  return {
    lost: acknowledged.filter((id) => !ids.has(id)).length,
    doubled: seen.length - ids.size,
    inverted: seen.filter(({ position }, i) => position <= (seen[i - 1]?.position ?? 0n)).length,
    unasked: [...ids].filter((id) => !known.has(id)).length,
  };
}

export const clean = { lost: 0, doubled: 0, inverted: 0, unasked: 0 };
