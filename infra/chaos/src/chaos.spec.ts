import { allServices } from '@ctg/local';
import { describeWithKafka } from '@ctg/local-kafka/testing';
import { runChaos } from './chaos.js';

/** How much one convention of the scenario comes to, at least. */
const eventsOfOne = 100;

const everyone = [...allServices.map(({ name }) => name), 'kafka', 'postgres'];

/** The short form, with a shorter life; `npm run chaos -- --minutes 30` is the long one. */
describeWithKafka('killed at random', () => {
  test('relay, consumers, broker and database: nothing lost, nothing doubled, nothing inverted', async () => {
    const { kills, conventions, events, topics, readModels, reactions } = await runChaos({
      kills: everyone.length,
      players: 1,
      scenario: 'pays-de-douarnenez',
      pause: 1_000,
    });
    expect(kills).toEqual(Object.fromEntries(everyone.map((victim) => [victim, 1])));
    expect(conventions).toBeGreaterThan(0);
    expect(events).toBeGreaterThan(eventsOfOne);
    expect(topics).toMatchObject({ events, missing: 0, altered: 0, foreign: 0, outOfOrder: 0 });
    expect(readModels).toMatchObject({ different: 0, parked: 0, examples: [] });
    expect(readModels.rows).toBeGreaterThan(eventsOfOne);
    expect(reactions).toMatchObject({ lost: 0, doubled: 0 });
  }, 300_000);
});
