/** Asks for the next item while the one before is being handled: one item ahead, no more. */
export async function* ahead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = iterator.next();
      next.catch(() => {});
      yield value;
    }
  } finally {
    // The item that was asked for is waited for, then the source is closed.
    void iterator.return?.();
  }
}
