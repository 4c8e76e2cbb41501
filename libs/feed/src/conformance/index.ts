import { deliverySuite } from './delivery-suite.js';
import type { FeedHarness } from './harness.js';
import { membersSuite } from './members-suite.js';
import { parkingSuite } from './parking-suite.js';

export type { DemoEvent, FeedHarness } from './harness.js';

/** The suite that every adapter of the feed runs, in Jest, each test on a harness of its own. */
export function feedConformance(name: string, makeHarness: () => Promise<FeedHarness>): void {
  describe(`feed: ${name}`, () => {
    deliverySuite(makeHarness);
    membersSuite(makeHarness);
    parkingSuite(makeHarness);
  });
}
