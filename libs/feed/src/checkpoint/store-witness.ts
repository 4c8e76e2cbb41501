import type { EventStore, StoreIdentity } from '@ctg/event-store';
import { CheckpointAstray, type Mark } from './mark.js';

/** Milliseconds: many groups ask the same at the same moment, and one answer serves them all. */
const keepFor = 500;
const mostKept = 200;

/** Says what a position of the store is recognised by, and whether a checkpoint still fits the store. */
export class StoreWitness {
  readonly #events = new Map<bigint, { readonly until: number; readonly id: Promise<string | undefined> }>();
  #head: { readonly until: number; readonly answer: Promise<bigint> } | undefined;
  #identity: { readonly until: number; readonly answer: Promise<StoreIdentity> } | undefined;

  constructor(private readonly store: Pick<EventStore, 'eventAt' | 'head' | 'identity'>) {}

  /** The mark to keep with a position; `eventId` when the caller has the event at that position in hand. */
  async mark(position: bigint, eventId?: string): Promise<Mark> {
    if (position === 0n) return { position, store: await this.#whichStore() };
    const [store, id] = await Promise.all([this.#whichStore(), eventId ?? this.#eventIdAt(position)]);
    return { position, store, ...(id === undefined ? {} : { eventId: id }) };
  }

  /** @throws CheckpointAstray · StoreUnavailable */
  async verify(mark: Mark): Promise<void> {
    const { position, eventId, store: expected } = mark;
    if (position === 0n) return;
    const found = await this.#whichStore();
    if (expected && expected.id !== found.id) throw new CheckpointAstray(mark, `another store, ${found.id}`);
    if (expected && expected.epoch !== found.epoch)
      throw new CheckpointAstray(mark, `epoch ${found.epoch} instead of ${expected.epoch}`);
    const there = await this.#eventIdAt(position);
    if (there === undefined) {
      const head = await this.store.head();
      if (head < position) throw new CheckpointAstray(mark, `it ends at ${head}`);
    }
    if (eventId !== undefined && there !== eventId)
      throw new CheckpointAstray(mark, `event ${there ?? 'none'} at this position instead of ${eventId}`);
  }

  /** The position of the last event. */
  head(): Promise<bigint> {
    const now = performance.now();
    if (!this.#head || this.#head.until < now) {
      const answer = this.store.head();
      answer.catch(() => {
        this.#head = undefined;
      });
      this.#head = { until: now + keepFor, answer };
    }
    return this.#head.answer;
  }

  #whichStore(): Promise<StoreIdentity> {
    const now = performance.now();
    if (!this.#identity || this.#identity.until < now) {
      const answer = this.store.identity();
      answer.catch(() => {
        this.#identity = undefined;
      });
      this.#identity = { until: now + keepFor, answer };
    }
    return this.#identity.answer;
  }

  #eventIdAt(position: bigint): Promise<string | undefined> {
    const now = performance.now();
    const kept = this.#events.get(position);
    if (kept && kept.until >= now) return kept.id;
    const id = this.store.eventAt(position).then((event) => event?.id);
    id.catch(() => this.#events.delete(position));
    this.#events.delete(position);
    this.#events.set(position, { until: now + keepFor, id });
    for (const oldest of this.#events.keys()) {
      if (this.#events.size <= mostKept) break;
      this.#events.delete(oldest);
    }
    return id;
  }
}
