import type { RunningSubscription } from '../port.js';
import { eventually, type FeedHarness, noteOf } from './harness.js';
import { conventions, events, numbers, onStage } from './stage.js';

const group = 'demo:effects';

const parkedCount = (running: RunningSubscription, count: number) =>
  eventually(
    () => running.status().parked,
    (parked) => parked === count,
  );

/** One bad event never blocks another convention, never is lost, never is overtaken by one of its own. */
export function parkingSuite(makeHarness: () => Promise<FeedHarness>): void {
  test('a poison event is parked with its reason, its key waits, the others go on, a replay heals it in order', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [ill = '', well = ''] = conventions(2);
      let isIll = true;
      const running = await feed.subscribe({
        group,
        handle: effects(group).handler((event) => {
          if (isIll && event.conventionId === ill && noteOf(event) === 3) throw new Error('poison 3');
        }),
      });
      await harness.publish(ill, events(1, 6));
      await harness.publish(well, events(1, 6));
      expect(await effects(group).reach(6, well)).toEqual(numbers(1, 6));
      await harness.publish(ill, events(7, 8));
      await parkedCount(running, 6);

      expect(await effects(group).values(ill)).toEqual([1, 2]);
      const parked = await feed.parked(group);
      expect(parked.map((each) => [noteOf(each.event), each.waiting])).toEqual([
        [3, false],
        [4, true],
        [5, true],
        [6, true],
        [7, true],
        [8, true],
      ]);
      expect(parked[0]).toMatchObject({ group, key: ill, attempts: 3, reason: 'Error: poison 3' });

      expect(await feed.replayParked(group, ill)).toEqual({ replayed: 0, stillParked: 6 });
      expect((await feed.parked(group))[0]).toMatchObject({ attempts: 4, waiting: false });
      isIll = false;
      expect(await feed.replayParked(group, ill)).toEqual({ replayed: 6, stillParked: 0 });
      expect(await effects(group).values(ill)).toEqual(numbers(1, 8));
      expect(running.status().parked).toBe(0);
      await harness.publish(ill, events(9, 9));
      expect(await effects(group).reach(9, ill)).toEqual(numbers(1, 9));
    }));

  test('a held key is still held after a restart', () =>
    onStage(makeHarness, async ({ harness, feed, openFeed, effects }) => {
      const [ill = ''] = conventions(1);
      const handle = effects(group).handler((event) => {
        if (noteOf(event) === 1) throw new Error('poison');
      });
      const running = await feed.subscribe({ group, handle });
      await harness.publish(ill, events(1, 1));
      await parkedCount(running, 1);
      await feed.close();
      await harness.publish(ill, events(2, 2));
      const again = await (await openFeed()).subscribe({ group, handle });
      await parkedCount(again, 2);
      expect(await effects(group).values()).toEqual([]);
    }));

  test('an event that cannot be read is parked, not guessed at', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [ill = '', well = ''] = conventions(2);
      const running = await feed.subscribe({ group, handle: effects(group).handler() });
      await harness.publish(ill, [{ value: 1 }, { value: 2, schemaVersion: 7 }, { value: 3 }]);
      await harness.publish(well, events(1, 2));
      await parkedCount(running, 2);
      expect(await effects(group).reach(2, well)).toEqual([1, 2]);
      expect(await effects(group).values(ill)).toEqual([1]);
      const [unreadable] = await feed.parked(group);
      expect(unreadable?.reason).toContain('version 7');
      expect(unreadable?.event.data).toEqual({ value: 2 });
    }));

  test('a discarded event frees what waits behind it', () =>
    onStage(makeHarness, async ({ harness, feed, effects }) => {
      const [ill = ''] = conventions(1);
      const running = await feed.subscribe({
        group,
        handle: effects(group).handler((event) => {
          if (noteOf(event) === 1) throw new Error('poison');
        }),
      });
      await harness.publish(ill, events(1, 3));
      await parkedCount(running, 3);
      const [first] = await feed.parked(group);
      expect(await feed.discardParked(group, first?.eventId ?? '', 'Saisi deux fois', 'someone')).toBe(true);
      expect(await feed.discardParked(group, first?.eventId ?? '', 'Saisi deux fois')).toBe(false);
      expect(await feed.discarded()).toMatchObject([
        {
          group,
          key: ill,
          discardReason: 'Saisi deux fois',
          discardedBy: 'someone',
          parkedReason: 'Error: poison',
        },
      ]);
      expect(await feed.replayParked(group, ill)).toEqual({ replayed: 2, stillParked: 0 });
      expect(await effects(group).values()).toEqual([2, 3]);
    }));
}
