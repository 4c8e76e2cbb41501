import type { CatchingUp, FeedStatus } from '../port.js';

export interface FeedHealth {
  readonly healthy: boolean;
  /** Healthy, and every subscription has come to the end of the store once: what is answered may be relied on. */
  readonly ready: boolean;
  /** Those that have not come there since this process started. */
  readonly catchingUp: readonly ({
    readonly group: string;
    readonly position: string;
  } & Partial<CatchingUp>)[];
  /** The subscriptions that do not advance, each with what is known of the cause. */
  readonly stalled: readonly {
    readonly group: string;
    readonly reason: string;
    readonly lastProgressAt: Date;
  }[];
}

/**
 * A subscription is ill when it stopped, or when it has for some time neither moved nor found that there was nothing to
 * do. One that lags but moves is well. A first catch-up is another thing than a lag: until its end nobody can know
 * how old the answers are.
 */
export function feedHealth(
  statuses: readonly FeedStatus[],
  {
    stalledAfterMs = 30_000,
    now = performance.now(),
  }: { readonly stalledAfterMs?: number; readonly now?: number } = {},
): FeedHealth {
  const stalled = statuses
    .filter((status) => status.failure !== undefined || now - status.progressedAt > stalledAfterMs)
    .map(({ group, failure, trouble, lastProgressAt }) => ({
      group,
      reason: failure ?? trouble ?? 'no progress',
      lastProgressAt,
    }));
  const catchingUp = statuses
    .filter(({ hasCaughtUp }) => hasCaughtUp === false)
    .map(({ group, position, catchingUp: come }) => ({ group, position, ...come }));
  const healthy = stalled.length === 0;
  return { healthy, ready: healthy && catchingUp.length === 0, stalled, catchingUp };
}
