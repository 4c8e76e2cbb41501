import { type FeedStatus, progressNow } from '@ctg/feed';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { HEALTH_SOURCES, HealthController, type HealthSources } from './health.js';

const advancing: FeedStatus = {
  group: 'projection:notes',
  position: '12',
  caughtUp: false,
  ...progressNow(),
  parked: 3,
};

/** What the readiness check says of these sources: `ok`, or the names of what is down. */
async function readiness(sources: Partial<HealthSources>): Promise<unknown> {
  @Module({
    imports: [TerminusModule.forRoot({ logger: false })],
    providers: [
      HealthController,
      {
        provide: HEALTH_SOURCES,
        useValue: {
          store: { head: async () => 12n },
          readModel: { query: async () => [] },
          statuses: () => [advancing],
          rehearsal: false,
          ...sources,
        },
      },
    ],
  })
  class Checks {}
  const context = await NestFactory.createApplicationContext(Checks, { logger: false, abortOnError: false });
  try {
    return (await context.get(HealthController).ready()).status;
  } catch (error) {
    const { error: down } = (error as { getResponse(): { error: object } }).getResponse();
    return Object.keys(down);
  } finally {
    await context.close();
  }
}
const fails = async () => {
  throw new Error('connect ECONNREFUSED');
};

test.each<[string, Partial<HealthSources>, unknown]>([
  ['one that lags, with parked events', {}, 'ok'],
  ['one that stands by', { statuses: () => [{ ...advancing, standby: true }] }, 'ok'],
  [
    'one that has not moved for long',
    { statuses: () => [{ ...advancing, progressedAt: performance.now() - 31_000 }] },
    ['subscriptions'],
  ],
  [
    'one that moves, under a clock that was set forward',
    { statuses: () => [{ ...advancing, lastProgressAt: new Date(0) }] },
    'ok',
  ],
  [
    'one that stopped',
    { statuses: () => [advancing, { ...advancing, failure: 'stopped' }] },
    ['subscriptions'],
  ],
  [
    'one that has not caught up since the start',
    { statuses: () => [advancing, { ...advancing, hasCaughtUp: false }] },
    ['subscriptions'],
  ],
  ['a store that fails', { store: { head: fails } as never }, ['event-store']],
  ['tables that fail', { readModel: { query: fails } }, ['read-models']],
])('%s', async (_what, sources, said) => {
  expect(await readiness(sources)).toEqual(said);
});
