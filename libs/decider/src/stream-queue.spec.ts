import { StreamQueue } from './stream-queue.js';

test('work on one stream is done in turn, on different streams at once, and a fault stops nobody', async () => {
  const queue = new StreamQueue();
  const order: string[] = [];
  const at = (stream: string, name: string, milliseconds: number) =>
    queue.inTurn(stream, async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      order.push(`${name} ends`);
      if (name === 'b') throw new Error('b failed');
      return name;
    });
  const done = await Promise.allSettled([
    at('s', 'a', 30),
    at('s', 'b', 1),
    at('s', 'c', 1),
    at('t', 'd', 1),
  ]);
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(order.filter((one) => !one.startsWith('d'))).toEqual([
    'a begins',
    'a ends',
    'b begins',
    'b ends',
    'c begins',
    'c ends',
  ]);
  expect(order.indexOf('d begins')).toBeLessThan(order.indexOf('a ends'));
});

test('a queue that is too long turns away: to be tried again', async () => {
  const queue = new StreamQueue();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const waiting = Array.from({ length: 501 }, () => queue.inTurn('s', () => held));
  await expect(waiting[500]).rejects.toMatchObject({
    explanation: { code: 'concurrent-changes', retryAfter: 1 },
  });
  release();
  await Promise.all(waiting.slice(0, 500));
  await expect(queue.inTurn('s', async () => 'again')).resolves.toBe('again');
});
