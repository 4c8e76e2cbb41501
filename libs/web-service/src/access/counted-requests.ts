import type { FastifyRateLimitStore } from '@fastify/rate-limit';

/** What was counted, and for how many milliseconds more it counts. */
interface Counted {
  readonly current: number;
  readonly ttl: number;
}

/** As the package wants to be answered. */
type Answer = (error: null, counted: Counted) => void;

/** Who asks is remembered, so many at a time: who has not asked for longest makes room. */
const mostRemembered = 10_000;

/**
 * How many requests each key has made within its window. The package's own store goes by the time of day: a clock that is set back by
 * a day makes a minute last as long, and whoever has used theirs up waits.
 */
export class CountedRequests implements FastifyRateLimitStore {
  readonly #windows = new Map<string, { readonly count: number; readonly since: number }>();

  incr(key: string, answer: Answer, timeWindow: number): void {
    const now = performance.now();
    const open = this.#open(key, timeWindow, now);
    const count = (open?.count ?? 0) + 1;
    const since = open?.since ?? now;
    this.#windows.delete(key);
    const longest = this.#windows.size >= mostRemembered ? this.#windows.keys().next() : undefined;
    if (longest && !longest.done) this.#windows.delete(longest.value);
    this.#windows.set(key, { count, since });
    answer(null, { current: count, ttl: timeWindow - (now - since) });
  }

  /** As `incr`, without counting. */
  read(key: string, answer: Answer, timeWindow: number): void {
    const now = performance.now();
    const open = this.#open(key, timeWindow, now);
    answer(
      null,
      open ? { current: open.count, ttl: timeWindow - (now - open.since) } : { current: 0, ttl: 0 },
    );
  }

  /** Of its own: what is counted by persons pushes out nothing that is counted by addresses. */
  child(): CountedRequests {
    return new CountedRequests();
  }

  #open(key: string, timeWindow: number, now: number) {
    const found = this.#windows.get(key);
    return found && now - found.since < timeWindow ? found : undefined;
  }
}
