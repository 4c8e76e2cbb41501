import { CountedRequests } from './counted-requests.js';

const minute = 60_000;
const counted = (requests: CountedRequests, key: string, how: 'incr' | 'read' = 'incr', window = minute) => {
  let found = { current: -1, ttl: -1 };
  requests[how](key, (_, told) => (found = told), window);
  return found;
};

test('requests of each key are counted within its window, reading counts none, a window that is over begins anew', () => {
  const requests = new CountedRequests();
  expect(counted(requests, 'a', 'read')).toEqual({ current: 0, ttl: 0 });
  expect([1, 2, 3].map(() => counted(requests, 'a').current)).toEqual([1, 2, 3]);
  expect(counted(requests, 'b').current).toBe(1);
  expect(counted(requests, 'a', 'read').current).toBe(3);
  expect(counted(requests.child(), 'a').current).toBe(1);
  expect(counted(requests, 'a', 'incr', 0).current).toBe(1);
});

test('a clock that is set back by a day makes no window last longer', () => {
  const requests = new CountedRequests();
  counted(requests, 'a');
  const { now } = Date;
  Date.now = () => now() - 86_400_000;
  try {
    const { current, ttl } = counted(requests, 'a');
    expect(current).toBe(2);
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(minute);
  } finally {
    Date.now = now;
  }
});

test('who has not asked for longest makes room', () => {
  const requests = new CountedRequests();
  counted(requests, 'first');
  counted(requests, 'second');
  for (let n = 2; n < 10_000; n++) counted(requests, `k-${n}`);
  counted(requests, 'first');
  counted(requests, 'one more');
  expect(counted(requests, 'first', 'read').current).toBe(2);
  expect(counted(requests, 'second', 'read').current).toBe(0);
});
