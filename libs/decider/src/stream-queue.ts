import { Rejection } from './rejection.js';

/** Commands that may wait for one stream in this process, and for how long, in milliseconds. */
const longestQueue = 500;
const longestWait = 10_000;

/**
 * Commands on one stream follow one another inside the process: each decides on what the one before it recorded, instead
 * of all deciding on the same state and all but one in vain. Other processes are still met at the store's expected
 * revision.
 */
export class StreamQueue {
  readonly #queues = new Map<string, { last: Promise<unknown>; length: number }>();

  /** @throws Rejection `concurrent-changes` when too many wait already, or its turn comes too late */
  async inTurn<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(stream) ?? { last: Promise.resolve(), length: 0 };
    if (queue.length >= longestQueue) throw concurrentChanges();
    const came = performance.now();
    const turn = queue.last.then(() => {
      if (performance.now() - came > longestWait) throw concurrentChanges();
      return work();
    });
    queue.last = turn.catch(() => undefined);
    queue.length++;
    this.#queues.set(stream, queue);
    try {
      return await turn;
    } finally {
      if (--queue.length === 0) this.#queues.delete(stream);
    }
  }
}

/** To be tried again later. */
export const concurrentChanges = () =>
  new Rejection(409, {
    code: 'concurrent-changes',
    title: 'Trop de modifications simultanées.',
    advice: 'Réessayez dans quelques secondes.',
    retryAfter: 1,
  });
