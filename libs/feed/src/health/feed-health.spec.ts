import type { FeedStatus } from '../port.js';
import { feedHealth } from './feed-health.js';
import { waitForPosition } from './wait-for-position.js';

const now = 1_000_000;
const status = (secondsAgo: number, more: Partial<FeedStatus> = {}): FeedStatus => ({
  group: 'demo:effects',
  position: '10',
  caughtUp: false,
  lastProgressAt: new Date(0),
  progressedAt: now - secondsAgo * 1_000,
  parked: 0,
  ...more,
});

test('a subscription that lags but moves is well, one that stands still is not', () => {
  expect(feedHealth([status(2)], { now })).toMatchObject({ healthy: true, ready: true, stalled: [] });
  const ill = feedHealth([status(2), status(60, { group: 'demo:ill', trouble: 'ECONNREFUSED' })], { now });
  expect(ill.healthy).toBe(false);
  expect(ill.stalled).toMatchObject([{ group: 'demo:ill', reason: 'ECONNREFUSED' }]);
});

test('one that stopped for good is ill at once', () => {
  expect(feedHealth([status(0, { failure: 'stopped' })], { now }).healthy).toBe(false);
});

test('one that has not come to the end of the store once is well, but not ready', () => {
  const health = feedHealth([status(2, { hasCaughtUp: false }), status(2, { hasCaughtUp: true })], { now });
  expect(health).toMatchObject({ healthy: true, ready: false });
  expect(health.catchingUp).toEqual([{ group: 'demo:effects', position: '10' }]);
});

test('waiting for a position compares numbers, not texts, and ends when all have come there', async () => {
  const statuses = [status(0, { position: '9' }), status(0, { position: '100' })];
  expect(await waitForPosition(() => statuses, '10', 20)).toBe(false);
  setTimeout(() => statuses.splice(0, 1, status(0, { position: '10' })), 20);
  expect(await waitForPosition(() => statuses, 10n, 5_000)).toBe(true);
});
