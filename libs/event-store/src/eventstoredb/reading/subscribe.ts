import { StoreUnavailable } from '../../errors.js';
import { START, type SubscribeOptions, type SubscriptionPage } from '../../port.js';
import type { WakeUp } from '../../wake-up.js';
import type { AllReader } from './all-reader.js';
import type { LiveTail } from './live-tail.js';

/** A quiet subscription looks by itself this often, in milliseconds. */
const longestSleep = 500;
/** A quiet store still says "nothing new" this often. */
const emptyPageEvery = 1_000;
/** Looked through on the server in one step, at most about so many: a tenth of a second of its work. */
const lookThrough = 200_000;
/** Failed readings in a row before the subscription gives up; each had its own patience. */
const maxFailures = 2;

/** Catches up in pages from the server, then reads what the one live subscription of the process brought. */
export async function* subscribe(
  reader: AllReader,
  tail: LiveTail,
  wakeUp: WakeUp,
  options: SubscribeOptions,
): AsyncGenerator<SubscriptionPage, void, undefined> {
  const { filter, signal, pageSize = 1_000 } = options;
  let after = options.after ?? START;
  let failures = 0;
  let lastPageAt = Number.NEGATIVE_INFINITY;
  const unfollow = tail.follow();
  try {
    while (!signal?.aborted) {
      const heard = wakeUp.rings;
      try {
        const page =
          tail.page(after, options) ??
          (await reader.page({ after, limit: pageSize, lookThrough, ...(filter ? { filter } : {}) }));
        failures = 0;
        if (page.position > after || performance.now() - lastPageAt >= emptyPageEvery) {
          after = page.position;
          yield page;
          lastPageAt = page.caughtUp ? performance.now() : Number.NEGATIVE_INFINITY;
          continue;
        }
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || signal?.aborted || ++failures >= maxFailures) throw error;
      }
      await wakeUp.sleep(longestSleep, heard, signal);
    }
  } finally {
    unfollow();
  }
}
