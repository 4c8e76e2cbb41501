import { type FeedStatus, progressNow } from '@ctg/feed';
import { exitWhenStalled, stalledExitCode } from './exit-when-stalled.js';
import { createLogger } from './logger.js';

const logger = createLogger('demo', 'silent');
const status = (more: Partial<FeedStatus> = {}): FeedStatus => ({
  group: 'demo:effects',
  position: '10',
  caughtUp: true,
  ...progressNow(),
  parked: 0,
  ...more,
});
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('a service that advances goes on, one that stands still ends once, for its supervisor', async () => {
  const ends: number[] = [];
  let now = status();
  const stop = (code: number) => void ends.push(code);
  exitWhenStalled({ statuses: () => [now], logger }, stop, { stalledAfterMs: 100, lookEveryMs: 10 });
  for (let round = 0; round < 10; round++) {
    now = status();
    await pause(20);
  }
  expect(ends).toEqual([]);
  await pause(300);
  expect(ends).toEqual([stalledExitCode]);
});

test('one that stopped until somebody acts does not end the service: a new process would find the same', async () => {
  const ends: number[] = [];
  const statuses = () => [status({ failure: 'the store was restored' })];
  exitWhenStalled({ statuses, logger }, (code) => void ends.push(code), { lookEveryMs: 10 });
  await pause(100);
  expect(ends).toEqual([]);
});
