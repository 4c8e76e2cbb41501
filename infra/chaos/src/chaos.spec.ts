import { describeWithKafka } from '@ctg/local-kafka/testing';
import { runChaos } from './chaos.js';

/** The short form; `npm run chaos -- --minutes 30` is the long one. */
describeWithKafka('killed at random', () => {
  test('relay, consumers, broker and database: nothing lost, nothing doubled, nothing inverted', async () => {
    const { kills, conventions, events, topics, readModels, reactions } = await runChaos({
      kills: 10,
      players: 1,
      pause: 1_000,
    });
    expect(Object.values(kills).reduce((sum, count) => sum + count, 0)).toBe(10);
    expect(conventions).toBeGreaterThan(0);
    expect(events).toBeGreaterThan(280);
    expect(topics).toMatchObject({ events, missing: 0, altered: 0, foreign: 0, outOfOrder: 0 });
    expect(readModels).toMatchObject({ different: 0, parked: 0, examples: [] });
    expect(readModels.rows).toBeGreaterThan(300);
    expect(reactions).toMatchObject({ lost: 0, doubled: 0 });
  }, 300_000);
});
