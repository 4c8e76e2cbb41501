/** Waits about `ms` (half to whole, by chance, so that many do not come back at once); ends early when aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms * (0.5 + Math.random() / 2));
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** 1 -> base, doubled each time, never above the most. Milliseconds. */
export const backoff = (attempt: number, base: number, most: number): number =>
  Math.min(most, base * 2 ** Math.min(attempt - 1, 20));
