import {
  type Corrections,
  decodeEvent,
  isCorrection,
  noCorrections,
  type PublishedEvent,
} from '@ctg/contracts';
import { type EventStore, type RecordedEvent, streamName } from '@ctg/event-store';
import { LRUCache } from 'lru-cache';
import type { Decider, PastEvent } from './decider.js';
import type { StreamAccess } from './define-command.js';
import { FoldedStream, type Place } from './folded-stream.js';
import type { Snapshots } from './snapshots.js';
import { concurrentChanges } from './stream-queue.js';
import { Turns } from './turns.js';

/** What is kept in memory, whichever is reached first; the least recently used goes. */
const mostKept = { streams: 5_000, bytes: 64 * 1024 * 1024 } as const;
/** A state costs a little even when it is empty. */
const smallest = 1_000;
/** Times that a stream is folded anew, when it is corrected meanwhile. */
const mostAttempts = 5;

/**
 * The states of the streams that commands decide on. What was folded once is kept and only brought up to date: a kept
 * state can be old, so a decision made on it counts only because the append names its exact revision.
 */
export class StreamStates {
  readonly #kept: LRUCache<string, FoldedStream>;

  constructor(
    private readonly store: EventStore,
    private readonly snapshots?: Snapshots,
    most: { readonly streams: number; readonly bytes: number } = mostKept,
    /** Throws at an event that nothing is to be decided on. */
    private readonly assertCounts: (recorded: RecordedEvent) => void = () => undefined,
  ) {
    this.#kept = new LRUCache({
      max: most.streams,
      maxSize: most.bytes,
      sizeCalculation: ({ bytes }) => bytes + smallest,
    });
  }

  /** The kept state, which may be behind the store; undefined when there is none. */
  kept<State>(stream: string, decider: Decider<State>): FoldedStream<State> | undefined {
    const found = this.#kept.get(stream) as FoldedStream<State> | undefined;
    return found?.decider === decider ? found : undefined;
  }

  /** What commands of a tenant may know of other streams: another tenant's are as if they did not exist. */
  ofTenant(cafId: string): StreamAccess {
    return {
      state: async (decider, subject, part) => {
        const found = await this.current(streamName(decider.category, subject, part), decider);
        return found.cafId === undefined || found.cafId === cafId ? found.state : decider.initial;
      },
      history: (decider, subject, part) =>
        this.#recorded(cafId, this.store.readStream(streamName(decider.category, subject, part))),
      ofSubject: (subject) => this.#recorded(cafId, this.store.readAll({ filter: { subject } })),
    };
  }

  /** Events as they were recorded, of this tenant only. */
  async *#recorded(cafId: string, events: AsyncIterable<RecordedEvent>): AsyncGenerator<PublishedEvent> {
    const turns = new Turns();
    for await (const recorded of events) {
      this.assertCounts(recorded);
      const event = decodeEvent(recorded);
      if (event.cafId === cafId) yield event;
      await turns.give();
    }
  }

  /**
   * The state as the store has it now.
   * @throws Rejection `newer-history` when the stream has what this version cannot read
   */
  async current<State>(stream: string, decider: Decider<State>): Promise<FoldedStream<State>> {
    let folded = this.kept(stream, decider) ?? (await this.#fromSnapshot(stream, decider));
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      if (await this.#bringUpToDate(stream, folded)) return folded;
      // It is not of this store's history (it was restored), or was corrected since: nothing of it counts.
      folded = new FoldedStream(decider, folded.isOutdated ? await this.#correctionsIn(stream) : undefined);
    }
    throw concurrentChanges();
  }

  /** Everything that corrects events of this stream stands in it, further on. */
  async #correctionsIn(stream: string): Promise<Corrections> {
    const corrections = noCorrections();
    const turns = new Turns();
    for await (const recorded of this.store.readStream(stream)) {
      if (isCorrection(recorded.type)) corrections.note(recorded);
      await turns.give();
    }
    return corrections;
  }

  /** Moves a state on by events that were just appended; if it moved on meanwhile, they are in it already. */
  advance(stream: string, folded: FoldedStream, events: readonly (readonly [PastEvent, Place])[]): void {
    try {
      for (const [event, place] of events) folded.apply(event, place);
      if (folded.isOutdated) this.#kept.delete(stream);
      else this.#keep(stream, folded);
    } catch {
      // They are recorded, whatever the fold makes of them: the next command reads the stream, and finds the fault.
      this.#kept.delete(stream);
    }
  }

  /** False: the event that it was folded up to is not in the store, or something was corrected since. */
  async #bringUpToDate<State>(stream: string, folded: FoldedStream<State>): Promise<boolean> {
    const { lastEventId } = folded;
    const from = Math.max(folded.revision, 0);
    let isOfThisStore = lastEventId === undefined;
    const turns = new Turns();
    try {
      for await (const recorded of this.store.readStream(stream, { from })) {
        isOfThisStore ||= recorded.id === lastEventId;
        if (!isOfThisStore) break;
        this.assertCounts(recorded);
        folded.fold(recorded);
        if (folded.isOutdated) break;
        await turns.give();
      }
    } catch (error) {
      // It may have been changed halfway.
      this.#kept.delete(stream);
      throw error;
    }
    const counts = isOfThisStore && !folded.isOutdated;
    if (counts) this.#keep(stream, folded);
    else this.#kept.delete(stream);
    return counts;
  }

  async #fromSnapshot<State>(stream: string, decider: Decider<State>): Promise<FoldedStream<State>> {
    return (await this.snapshots?.load(stream, decider)) ?? new FoldedStream(decider);
  }

  #keep(stream: string, folded: FoldedStream): void {
    if (folded.revision < 0) return;
    // Anew: it has grown since it was last weighed.
    this.#kept.delete(stream);
    this.#kept.set(stream, folded);
    this.snapshots?.offer(stream, folded);
  }
}
