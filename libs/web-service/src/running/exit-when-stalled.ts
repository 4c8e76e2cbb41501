import { feedHealth } from '@ctg/feed';
import type { RunningService } from './running-service.js';

/** sysexits' « temporary failure »: the supervisor should start the service anew. */
export const stalledExitCode = 75;

/**
 * Ends a service whose subscriptions have not advanced for long (readiness has failed for most of that time): a new
 * process, with new connections, may do better. Milliseconds.
 */
export function exitWhenStalled(
  { statuses, logger }: Pick<RunningService, 'statuses' | 'logger'>,
  stop: (exitCode: number) => void,
  { stalledAfterMs = 180_000, lookEveryMs = 10_000 } = {},
): void {
  const looking = setInterval(() => {
    // One that stopped waits for somebody: a new process would find the same.
    const going = statuses().filter(({ failure }) => failure === undefined);
    const { healthy, stalled } = feedHealth(going, { stalledAfterMs });
    if (healthy) return;
    clearInterval(looking);
    logger.fatal({ stalled }, 'subscriptions do not advance: ending, for the supervisor to start anew');
    stop(stalledExitCode);
  }, lookEveryMs);
  looking.unref();
}
