import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { runCli } from '@ctg/cli';
import type { EventStore } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { kafkaEnvironment, kafkaSettings, type Verification, verifyTopics } from '@ctg/feed/kafka';
import { z } from 'zod';
import { compareReadModels, type ReadModelComparison } from './compare-read-models.js';
import { type Reactions, reactionsOf } from './reactions-of.js';
import { untilCaughtUp } from './until-caught-up.js';
import { World } from './world.js';

export interface ChaosOptions {
  /** At least so many processes are killed. */
  readonly kills: number;
  /** And the killing goes on for so long, in milliseconds. */
  readonly during?: number;
  /** How many conventions are played at once. */
  readonly players?: number;
  /** Which of the shipped scenarios they play. */
  readonly scenario?: string;
  /** Milliseconds between two kills, about. */
  readonly pause?: number;
  /** The same seed kills in the same order. */
  readonly seed?: number;
  readonly say?: (line: string) => void;
}

/** What was done to the system, and what became of it. */
export interface ChaosResult {
  readonly seed: number;
  readonly kills: Readonly<Record<string, number>>;
  readonly conventions: number;
  readonly events: number;
  readonly topics: Verification;
  readonly readModels: ReadModelComparison;
  readonly reactions: Reactions;
  readonly secondsToCatchUp: number;
  readonly servicesThatEndedByThemselves: number;
}

/**
 * Plays conventions over the running services while their processes, the broker and the database are killed at random;
 * then lets everything come to rest, and compares topics, read models and reactions with the event store.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { kills: atLeast, during = 0, players = 2, pause = 1_500, seed = randomInt(1_000_000) } = options;
  const { scenario = 'sud-avesnois' } = options;
  const say = options.say ?? (() => {});
  const world = await World.start();
  let store: EventStore | undefined;
  try {
    store = await openPostgresEventStore({ connectionString: world.databaseUrl });
    const chance = random(seed);
    const playing = new AbortController();
    // Everything has started; while somebody plays, nothing is ever at rest.
    await untilCaughtUp(world.databaseUrl, store, 120_000);
    const conventions = Array.from({ length: players }, (_, player) =>
      play(world, { scenario, player, signal: playing.signal }),
    );
    const kills: Record<string, number> = {};
    const end = performance.now() + during;
    // In rounds: before anyone is killed again, everyone was.
    let next: string[] = [];
    for (let count = 0; count < atLeast || performance.now() < end; count++) {
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + chance())));
      if (next.length === 0) next = shuffled(world.victims, chance);
      const victim = next.pop() as string;
      kills[victim] = (kills[victim] ?? 0) + 1;
      say(`${count + 1}: ${victim}`);
      await world.kill(victim);
    }
    playing.abort();
    const played = (await Promise.all(conventions)).reduce((sum, count) => sum + count, 0);
    say('Au repos…');
    const began = performance.now();
    const head = await untilCaughtUp(world.databaseUrl, store, 180_000);
    const secondsToCatchUp = Math.round((performance.now() - began) / 100) / 10;
    await world.stopServices();
    const kafka = kafkaSettings(z.object(kafkaEnvironment).parse({}), world.brokers);
    return {
      seed,
      kills,
      conventions: played,
      events: await counted(store.readAll()),
      topics: await verifyTopics({ store, kafka, upTo: head }),
      reactions: await reactionsOf(store),
      readModels: await compareReadModels(world.databaseUrl, store),
      secondsToCatchUp,
      servicesThatEndedByThemselves: world.ownEnds,
    };
  } finally {
    await store?.close();
    await world.stop();
  }
}

/** Positions are not dense in every store. */
async function counted(events: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of events) count++;
  return count;
}

interface Playing {
  readonly scenario: string;
  readonly player: number;
  /** Aborted: the convention that is being played is the last. */
  readonly signal: AbortSignal;
}

/** Plays one convention after the other, each taken up again where it was cut off; the last one is played to its end. */
async function play(world: World, { scenario, player, signal }: Playing): Promise<number> {
  for (let round = 0; ; round++) {
    const runId = `chaos-${player}-${round}`;
    for (let attempt = 0; ; attempt++) {
      let said = '';
      const code = await runCli(
        ['play', scenario, '--json', '--resume', runId],
        { CTG_URL: world.url, CTG_DATA_DIR: join(world.folder, 'played') },
        { out: () => {}, say: (line) => (said = line), progress: () => {} },
      );
      if (code === 0) break;
      if (attempt === 200) throw new Error(`The scenario does not end: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    if (signal.aborted) return round + 1;
  }
}

/** In another order. */
function shuffled(all: readonly string[], chance: () => number): string[] {
  const drawn = all.map((one) => [chance(), one] as const);
  return drawn.sort(([one], [other]) => one - other).map(([, one]) => one);
}

/** Numbers from 0 to 1 (excluded), the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
