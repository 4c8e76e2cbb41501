import { randomUUID } from 'node:crypto';
import type { Feed } from '../port.js';
import { Effects } from './effects.js';
import type { DemoEvent, FeedHarness } from './harness.js';

/** One test's scene: a harness, a first feed, a table of effects; taken down at the end whatever happens. */
export interface Stage {
  readonly harness: FeedHarness;
  readonly feed: Feed;
  effects(group: string): Effects;
  openFeed(): Promise<Feed>;
}

export const conventions = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
export const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
export const events = (from: number, to: number): DemoEvent[] =>
  numbers(from, to).map((value) => ({ value }));

export async function onStage(
  makeHarness: () => Promise<FeedHarness>,
  play: (stage: Stage) => Promise<void>,
) {
  const harness = await makeHarness();
  const feeds: Feed[] = [];
  const openFeed = async () => {
    const feed = await harness.openFeed();
    feeds.push(feed);
    return feed;
  };
  try {
    await Effects.prepare(harness.dataSource);
    const feed = await openFeed();
    await play({ harness, feed, openFeed, effects: (group) => new Effects(harness.dataSource, group) });
  } finally {
    await Promise.all(feeds.map((feed) => feed.close()));
    await harness.close();
  }
}
