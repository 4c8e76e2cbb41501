import { StoreUnavailable } from '../errors.js';
import { START, type SubscribeOptions, type SubscriptionPage } from '../port.js';
import type { WakeUp } from '../wake-up.js';
import type { HeadWatch } from './head-watch.js';
import type { LiveTail } from './live-tail.js';
import type { EventReader } from './read.js';

/** A quiet subscription looks by itself this often, in milliseconds, whatever the watch of the head says. */
const longestSleep = 500;
/** A quiet store still says "nothing new" this often. */
const emptyPageEvery = 1_000;
/** Failed reads in a row before the subscription gives up; with the pauses between them about 15 seconds. */
const maxFailures = 8;

/**
 * Catches up, then follows. A page is read when the consumer asks for it, never before: a slow consumer is not flooded.
 * The head is asked for first and no page goes beyond it; a filter that lets little through is looked for in bounded
 * steps, each of which says how far it came.
 */
export async function* subscribe(
  reader: EventReader,
  wakeUp: WakeUp,
  watch: HeadWatch,
  tail: LiveTail,
  options: SubscribeOptions,
): AsyncGenerator<SubscriptionPage, void, undefined> {
  const { filter, signal, pageSize = 1_000 } = options;
  let after = options.after ?? START;
  let head = after;
  let failures = 0;
  let isFirst = true;
  let sleep = longestSleep;
  // Due at once, even without events: "caught up" is news to whoever starts, or just read a full page that was the last.
  let lastPageAt = Number.NEGATIVE_INFINITY;
  const unfollow = watch.follow();
  try {
    while (!signal?.aborted) {
      const heard = wakeUp.rings;
      try {
        // While catching up the end that was seen is far enough: asking anew would cost a round trip a page.
        if (head <= after) head = await (isFirst ? tail.lookAgain() : tail.upToDate(heard));
        isFirst = false;
        const page =
          tail.page(after, options) ??
          (await reader.page({ after, limit: pageSize, ...(filter ? { filter } : {}) }, head));
        failures = 0;
        if (page.position > after || performance.now() - lastPageAt >= emptyPageEvery) {
          after = page.position;
          sleep = longestSleep;
          yield page;
          lastPageAt = page.caughtUp ? performance.now() : Number.NEGATIVE_INFINITY;
          continue;
        }
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || ++failures >= maxFailures) throw error;
        sleep = Math.min(100 * 2 ** failures, 5_000) * (0.5 + Math.random());
      }
      await wakeUp.sleep(sleep, heard, signal);
      sleep = longestSleep;
    }
  } finally {
    unfollow();
  }
}
