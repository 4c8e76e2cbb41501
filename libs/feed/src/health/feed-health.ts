import type { FeedStatus } from '../port.js';

export interface FeedHealth {
  readonly healthy: boolean;
  /** The subscriptions that do not advance, each with what is known of the cause. */
  readonly stalled: readonly {
    readonly group: string;
    readonly reason: string;
    readonly lastProgressAt: Date;
  }[];
}

/**
 * A subscription is ill when it stopped, or when it has for some time neither moved nor found that there was nothing to
 * do. One that lags but moves is well.
 */
export function feedHealth(
  statuses: readonly FeedStatus[],
  {
    stalledAfterMs = 30_000,
    now = new Date(),
  }: { readonly stalledAfterMs?: number; readonly now?: Date } = {},
): FeedHealth {
  const stalled = statuses
    .filter(
      (status) =>
        status.failure !== undefined || now.getTime() - status.lastProgressAt.getTime() > stalledAfterMs,
    )
    .map(({ group, failure, trouble, lastProgressAt }) => ({
      group,
      reason: failure ?? trouble ?? 'no progress',
      lastProgressAt,
    }));
  return { healthy: stalled.length === 0, stalled };
}
