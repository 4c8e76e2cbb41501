import { noted } from './demo-events.js';
import { eventually, type FeedHarness, noteOf } from './harness.js';
import { conventions, events, numbers, onStage } from './stage.js';

const group = 'demo:effects';

/** Order, at least once with the effect once, resuming, filters. */
export function deliverySuite(makeHarness: () => Promise<FeedHarness>): void {
  test('every event arrives, in order per convention', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const keys = conventions(3);
      await feed.subscribe({ group, handle: effects(group).handler() });
      await Promise.all(
        keys.map(async (key) => {
          for (let value = 1; value <= 40; value += 4) await harness.publish(key, events(value, value + 3));
        }),
      );
      await effects(group).reach(120);
      for (const key of keys) expect(await effects(group).values(key)).toEqual(numbers(1, 40));
    }));

  test('what somebody else left in the store keeps nobody from the rest, and is no poison', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [key = '', other = ''] = conventions(2);
      const running = await feed.subscribe({
        group,
        filter: { eventTypes: [noted.type] },
        handle: effects(group).handler(),
      });
      await harness.publish(key, events(1, 2));
      await harness.publish(other, [{ value: 9, type: 'stranger.Noted', bare: true }]);
      await harness.publish(key, events(3, 4));
      expect(await effects(group).reach(4)).toEqual(numbers(1, 4));
      expect(running.status().parked).toBe(0);
    }));

  test('a late joiner starts at the beginning of the history', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [key = ''] = conventions(1);
      await harness.publish(key, events(1, 30));
      const running = await feed.subscribe({ group, handle: effects(group).handler() });
      expect(await effects(group).reach(30)).toEqual(numbers(1, 30));
      expect(running.status().group).toBe(group);
    }));

  test('after a restart it resumes where it was', () =>
    onStage(makeHarness, async ({ harness, feed, openFeed, effects }) => {
      const [key = ''] = conventions(1);
      await harness.publish(key, events(1, 10));
      await feed.subscribe({ group, handle: effects(group).handler() });
      await effects(group).reach(10);
      await feed.close();
      await harness.publish(key, events(11, 20));
      const seen: number[] = [];
      const second = await openFeed();
      await second.subscribe({
        group,
        handle: effects(group).handler((event) => void seen.push(noteOf(event))),
      });
      expect(await effects(group).reach(20)).toEqual(numbers(1, 20));
      expect(seen).toEqual(numbers(11, 20));
    }));

  test('a crash between effect and commit leaves one effect', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [key = ''] = conventions(1);
      await harness.publish(key, events(1, 20));
      let crashes = 0;
      await feed.subscribe({
        group,
        handle: async (batch, transaction) => {
          await effects(group).handler()(batch, transaction);
          if (crashes++ < 2) await transaction.query('SELECT pg_terminate_backend(pg_backend_pid())');
        },
      });
      expect(await effects(group).reach(20)).toEqual(numbers(1, 20));
      expect(crashes).toBeGreaterThan(2);
      expect(await feed.parked(group)).toEqual([]);
    }));

  test('a handler that fails for a while loses nothing and parks nothing', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [key = ''] = conventions(1);
      let failures = 0;
      await harness.publish(key, events(1, 5));
      const handle = effects(group).handler((event) => {
        if (noteOf(event) === 3 && failures++ < 2) throw new Error('not now');
      });
      await feed.subscribe({ group, handle, batchSize: 1 });
      expect(await effects(group).reach(5)).toEqual(numbers(1, 5));
      expect(await feed.parked(group)).toEqual([]);
    }));

  test('an outage that is not the event’s fault is reported, lasts as long as it lasts, and parks nothing', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [key = ''] = conventions(1);
      let isOut = true;
      const running = await feed.subscribe({
        group,
        handle: effects(group).handler(() => {
          if (isOut) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
        }),
      });
      await harness.publish(key, events(1, 4));
      const { lastProgressAt } = await eventually(
        () => running.status(),
        (status) => status.trouble?.includes('ECONNREFUSED') ?? false,
      );
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(running.status()).toMatchObject({ lastProgressAt, parked: 0 });
      isOut = false;
      expect(await effects(group).reach(4)).toEqual(numbers(1, 4));
      await eventually(
        () => running.status(),
        (status) => status.trouble === undefined && status.lastProgressAt > lastProgressAt,
      );
      expect(await feed.parked(group)).toEqual([]);
    }));

  test('what a failing handler did to the events it was given is gone when they come again', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [key = ''] = conventions(1);
      let hasFailed = false;
      await harness.publish(key, events(1, 3));
      await feed.subscribe({
        group,
        handle: async (batch, transaction) => {
          for (const event of batch) {
            await effects(group).write(event, transaction);
            (event.data as { value: number }).value = 99;
          }
          if (!hasFailed) {
            hasFailed = true;
            throw new Error('not now');
          }
        },
      });
      expect(await effects(group).reach(3)).toEqual([1, 2, 3]);
    }));

  test('a filter by service and by type lets only those through, and the checkpoint moves over the others', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [key = ''] = conventions(1);
      const wanted = 'demo:wanted';
      await feed.subscribe({
        group: wanted,
        filter: { services: ['demo'], eventTypes: ['demo.Noted', 'other.Noted'] },
        handle: effects(wanted).handler(),
      });
      await feed.subscribe({ group, filter: { services: ['other'] }, handle: effects(group).handler() });
      await harness.publish(key, [{ value: 1 }, { value: 2, type: 'demo.Ignored' }, { value: 3 }]);
      await harness.publish(key, [{ value: 4, type: 'other.Noted' }], 'other.note');
      await harness.publish(key, [{ value: 5 }]);
      expect(await effects(wanted).reach(3)).toEqual([1, 3, 5]);
      expect(await effects(group).reach(1)).toEqual([4]);
    }));
}
