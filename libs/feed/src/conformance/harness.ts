import type { PublishedEvent } from '@ctg/contracts';
import type { DataSource } from 'typeorm';
import type { Feed } from '../port.js';

/** An event of the imaginary service `demo`. */
export interface DemoEvent {
  /** `demo.Noted` unless told. */
  readonly type?: string;
  readonly value: number;
  /** 1 unless told; a reader knows version 1 only. */
  readonly schemaVersion?: number;
  /** `caf-59` unless told. */
  readonly tenant?: string;
  /** Somebody else's: says nothing of what ours do. */
  readonly bare?: boolean;
}

/** What the conformance suite needs of an adapter. */
export interface FeedHarness {
  /** The consumer's own database. */
  readonly dataSource: DataSource;
  /** Publishes events of one convention, in this order, in streams `demo.note-<conventionId>` (or of another category). */
  publish(conventionId: string, events: readonly DemoEvent[], category?: string): Promise<void>;
  /**
   * Another process of the consumer: a feed of its own, with a lease of at most one second, three attempts, little
   * patience with newer events, a decoder
   * that knows `demo.Noted` in version 1.
   */
  openFeed(): Promise<Feed>;
  /** Cuts a feed off from its database, with nothing given back, as the death of its process would. */
  crash(feed: Feed): Promise<void>;
  close(): Promise<void>;
}

export const noteOf = (event: PublishedEvent): number => (event.data as { value: number }).value;

/** Waits for a condition; fails with the last answer when it does not come true within `seconds`. */
export async function eventually<T>(
  ask: () => Promise<T> | T,
  isRight: (answer: T) => boolean,
  seconds = 20,
): Promise<T> {
  const deadline = performance.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`Still ${JSON.stringify(answer)} after ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
