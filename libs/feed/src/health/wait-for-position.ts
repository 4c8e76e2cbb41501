import type { FeedStatus } from '../port.js';

/**
 * Read-your-writes: waits until every one of these subscriptions has come to the position that a command answered with.
 * `statuses` is asked again and again. False when the time (milliseconds) is over.
 */
export async function waitForPosition(
  statuses: () => readonly FeedStatus[],
  position: bigint | string,
  timeoutMs: number,
): Promise<boolean> {
  const wanted = BigInt(position);
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (statuses().every((status) => BigInt(status.position) >= wanted)) return true;
    if (performance.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
