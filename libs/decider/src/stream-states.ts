import { type EventStore, streamName } from '@ctg/event-store';
import { LRUCache } from 'lru-cache';
import type { Decider, PastEvent } from './decider.js';
import type { StreamAccess } from './define-command.js';
import { FoldedStream, type Place } from './folded-stream.js';
import type { Snapshots } from './snapshots.js';

/** What is kept in memory, whichever is reached first; the least recently used goes. */
const mostKept = { streams: 5_000, bytes: 64 * 1024 * 1024 } as const;
/** A state costs a little even when it is empty. */
const smallest = 1_000;
/** A fold lets others have their turn after so many milliseconds. */
const longestTurn = 8;

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
    };
  }

  /**
   * The state as the store has it now.
   * @throws Rejection `newer-history` when the stream has what this version cannot read
   */
  async current<State>(stream: string, decider: Decider<State>): Promise<FoldedStream<State>> {
    const begun = this.kept(stream, decider) ?? (await this.#fromSnapshot(stream, decider));
    if (await this.#bringUpToDate(stream, begun)) return begun;
    // What was kept is not of this store's history (it was restored): nothing of it counts.
    const anew = new FoldedStream(decider);
    await this.#bringUpToDate(stream, anew);
    return anew;
  }

  /** Moves a state on by events that were just appended; if it moved on meanwhile, they are in it already. */
  advance(stream: string, folded: FoldedStream, events: readonly (readonly [PastEvent, Place])[]): void {
    try {
      for (const [event, place] of events) folded.apply(event, place);
      this.#keep(stream, folded);
    } catch {
      // They are recorded, whatever the fold makes of them: the next command reads the stream, and finds the fault.
      this.#kept.delete(stream);
    }
  }

  /** False: the event that it was folded up to is not in the store. */
  async #bringUpToDate<State>(stream: string, folded: FoldedStream<State>): Promise<boolean> {
    const { lastEventId } = folded;
    const from = Math.max(folded.revision, 0);
    let isOfThisStore = lastEventId === undefined;
    let turnBegan = performance.now();
    try {
      for await (const recorded of this.store.readStream(stream, { from })) {
        isOfThisStore ||= recorded.id === lastEventId;
        if (!isOfThisStore) break;
        folded.fold(recorded);
        if (performance.now() - turnBegan > longestTurn) {
          await new Promise(setImmediate);
          turnBegan = performance.now();
        }
      }
    } catch (error) {
      // It may have been changed halfway.
      this.#kept.delete(stream);
      throw error;
    }
    if (isOfThisStore) this.#keep(stream, folded);
    else this.#kept.delete(stream);
    return isOfThisStore;
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
