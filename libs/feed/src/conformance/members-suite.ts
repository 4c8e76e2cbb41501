import { eventually, type FeedHarness, noteOf } from './harness.js';
import { conventions, events, numbers, onStage } from './stage.js';

const group = 'demo:effects';

/** Several members, several groups, slow ones, stopping. */
export function membersSuite(makeHarness: () => Promise<FeedHarness>): void {
  test('two members of a group: each effect once; one takes over when the other leaves', () =>
    onStage(makeHarness, async ({ harness, feed, openFeed, effects }) => {
      const keys = conventions(2);
      const second = await openFeed();
      await feed.subscribe({ group, handle: effects(group).handler() });
      await second.subscribe({ group, handle: effects(group).handler() });
      for (const key of keys) await harness.publish(key, events(1, 20));
      await effects(group).reach(40);
      await feed.close();
      for (const key of keys) await harness.publish(key, events(21, 40));
      await effects(group).reach(80);
      for (const key of keys) expect(await effects(group).values(key)).toEqual(numbers(1, 40));
    }));

  test('a member takes over from one that died', () =>
    onStage(makeHarness, async ({ harness, feed, openFeed, effects }) => {
      const [key = ''] = conventions(1);
      const second = await openFeed();
      await feed.subscribe({ group, handle: effects(group).handler() });
      await harness.publish(key, events(1, 5));
      await effects(group).reach(5);
      const standing = await second.subscribe({ group, handle: effects(group).handler() });
      await eventually(
        () => standing.status().standby,
        (standby) => standby === true,
      );
      await harness.crash(feed);
      await harness.publish(key, events(6, 10));
      await effects(group).reach(10);
      expect(await effects(group).values()).toEqual(numbers(1, 10));
      expect(standing.status().standby).toBe(false);
    }));

  test('two groups each see everything; a slow or a failing one does not hold the other', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [key = ''] = conventions(1);
      const slow = 'demo:slow';
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await feed.subscribe({ group: slow, handle: effects(slow).handler(() => held) });
      await feed.subscribe({ group, handle: effects(group).handler() });
      await harness.publish(key, events(1, 15));
      expect(await effects(group).reach(15)).toEqual(numbers(1, 15));
      expect(await effects(slow).values()).toEqual([]);
      letGo();
      expect(await effects(slow).reach(15)).toEqual(numbers(1, 15));
    }));

  test('a handler slower than the lease keeps its group to itself', () =>
    onStage(makeHarness, async ({ harness, feed, openFeed, effects }) => {
      const [key = ''] = conventions(1);
      await harness.publish(key, events(1, 3));
      const handle = effects(group).handler((event) =>
        noteOf(event) === 2 ? new Promise((resolve) => setTimeout(resolve, 2_500)) : undefined,
      );
      const second = await openFeed();
      await feed.subscribe({ group, handle });
      await second.subscribe({ group, handle });
      await effects(group).reach(3);
      await harness.publish(key, events(4, 6));
      await effects(group).reach(6);
      expect(await effects(group).values()).toEqual(numbers(1, 6));
    }));

  test('stopping waits for the batch in hand, and nothing comes afterwards', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [key = ''] = conventions(1);
      let entered = false;
      const running = await feed.subscribe({
        group,
        batchSize: 1,
        handle: effects(group).handler(async () => {
          entered = true;
          await new Promise((resolve) => setTimeout(resolve, 300));
        }),
      });
      await harness.publish(key, events(1, 10));
      await eventually(
        () => entered,
        (is) => is,
      );
      await running.stop();
      const after = await effects(group).values();
      expect(after.length).toBeGreaterThan(0);
      expect(after.length).toBeLessThan(10);
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(await effects(group).values()).toEqual(after);
      await feed.subscribe({ group, handle: effects(group).handler() });
      expect(await effects(group).reach(10)).toEqual(numbers(1, 10));
    }));
}
