import type { FeedStatus } from '../port.js';

/** Of a subscription that moved just now, or that found nothing to do: the instant to tell, and the tick to measure from. */
export const progressNow = (): Pick<FeedStatus, 'lastProgressAt' | 'progressedAt'> => ({
  lastProgressAt: new Date(),
  progressedAt: performance.now(),
});
