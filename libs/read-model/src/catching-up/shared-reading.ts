import type { EventStore, SubscriptionPage } from '@ctg/event-store';
import type { CatchingUp, Incoming } from '@ctg/feed';
import { type Decode, fromStore } from '@ctg/feed/embedded';
import type { Fill } from './fill.js';
import { FoldFailed } from './page-fold.js';

/** A fill that meets an event newer than this program. */
interface MetNewer {
  readonly fill: Fill;
  readonly incoming: Incoming;
}

export interface ReadingOptions {
  readonly store: EventStore;
  readonly decode: Decode;
  readonly pageSize: number;
  readonly signal: AbortSignal;
  /** True: the event may be parked, it was waited with for long enough. */
  readonly isGivenUp: (incoming: Incoming) => boolean;
  readonly metNewer: (met: MetNewer) => void;
  readonly told: (fills: readonly Fill[], come: CatchingUp) => void;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const never = 2n ** 63n - 1n;

/**
 * One reading of the store for all fills of a service: each event is read once, and folded by every projection that wants it.
 * The next page is on its way while one is folded, and rows are written meanwhile.
 */
export class SharedReading {
  readonly #fills: Set<Fill>;
  /** Events that were looked through, for those who ask how long it takes. */
  #seen = 0;
  readonly #began = performance.now();
  readonly #from: bigint;
  readonly #careful = new Map<Fill, { upTo: bigint; faults: number }>();

  constructor(
    fills: readonly Fill[],
    private readonly options: ReadingOptions,
  ) {
    this.#fills = new Set(fills);
    this.#from = fills.reduce((least, { written }) => (written < least ? written : least), never);
  }

  /** Answers those that have come to the head, folded but not written whole; fewer when told to stop, or when some wait. */
  async run(): Promise<readonly Fill[]> {
    for (;;) {
      const arrived = await this.#once().catch(async (error: unknown) => {
        const fill = error instanceof FoldFailed ? error.of : undefined;
        if (!(error instanceof FoldFailed) || !fill) throw error;
        this.#beCareful(fill as Fill, error.position);
        for (const one of this.#fills) await one.begin();
        return undefined;
      });
      if (arrived !== undefined) return arrived ? [...this.#fills] : [];
    }
  }

  /** Copies cost time: only for as long as needed, unless faults are many. */
  #beCareful(fill: Fill, upTo: bigint): void {
    const faults = (this.#careful.get(fill)?.faults ?? 0) + 1;
    this.#careful.set(fill, { faults, upTo: faults > 10 ? never : upTo });
  }

  async #once(): Promise<boolean> {
    const { store, pageSize, signal } = this.options;
    const head = await store.head();
    const after = [...this.#fills].reduce(
      (least, { position }) => (position < least ? position : least),
      never,
    );
    const wanted = [...this.#fills].map(({ types }) => types);
    const isFiltered = wanted.every((types) => types !== undefined);
    const eventTypes = [...new Set(wanted.flatMap((types) => [...(types ?? [])]))];
    const reading = new AbortController();
    const pages = store
      .subscribe({
        ...(after > 0n ? { after } : {}),
        ...(isFiltered ? { filter: { eventTypes } } : {}),
        pageSize,
        signal: AbortSignal.any([signal, reading.signal]),
      })
      [Symbol.asyncIterator]();
    let ahead = pages.next();
    try {
      for (;;) {
        const { done, value: page } = await ahead;
        if (done || signal.aborted) return false;
        if (!page.caughtUp) ahead = pages.next();
        // The question for the next page leaves before the fold takes the thread: the server works meanwhile.
        await turn();
        await this.#foldPage(page);
        this.#tell(page.position, head);
        if (page.caughtUp || this.#fills.size === 0) return true;
      }
    } finally {
      reading.abort();
      ahead.catch(() => undefined);
    }
  }

  async #foldPage(page: SubscriptionPage): Promise<void> {
    const { decode } = this.options;
    const read = page.events.map((event) => fromStore(event, decode));
    this.#seen += read.length;
    // A fold may keep a piece of the event in its row and change it later: no two folds get the same object.
    const given = new Set<Incoming>();
    for (const fill of [...this.#fills]) {
      const wanted: Incoming[] = [];
      let newer: Incoming | undefined;
      for (const incoming of read) {
        if (!fill.wants(incoming)) continue;
        if (incoming.newer && !fill.isHeld(incoming) && !this.options.isGivenUp(incoming)) {
          newer = incoming;
          break;
        }
        wanted.push(given.has(incoming) ? incoming.fresh() : incoming);
        given.add(incoming);
      }
      const careful = this.#careful.get(fill)?.upTo ?? 0n;
      await fill.fold(wanted, newer ? 0n : page.position, careful).catch((error: unknown) => {
        if (error instanceof FoldFailed) error.of = fill;
        throw error;
      });
      if (newer) {
        const last = wanted.at(-1);
        if (last) await fill.fold([], last.position, careful);
        this.#fills.delete(fill);
        this.options.metNewer({ fill, incoming: newer });
      } else await fill.writeWhenDue();
      await turn();
    }
  }

  #tell(position: bigint, head: bigint): void {
    const seconds = (performance.now() - this.#began) / 1_000;
    const part =
      head > this.#from ? Math.min(1, Number(position - this.#from) / Number(head - this.#from)) : 1;
    const total = part > 0 ? Math.max(this.#seen, Math.round(this.#seen / part)) : this.#seen;
    this.options.told([...this.#fills], {
      done: this.#seen,
      total,
      eventsPerSecond: Math.round(this.#seen / Math.max(seconds, 0.001)),
      ...(part > 0 ? { secondsLeft: Math.ceil((seconds / part) * (1 - part)) } : {}),
    });
  }
}
