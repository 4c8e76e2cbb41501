import { setTimeout as pause } from 'node:timers/promises';
import { WakeUp } from '../wake-up.js';
import type { AppendHints } from './append-hints.js';
import { HeadWatch } from './head-watch.js';

/** Hints that cannot be had, as on a server that gives no more connections. */
const noHints = { listen: () => Promise.reject(new Error('no connection')) } as unknown as AppendHints;

test.each(['answers', 'fails'])(
  'a look that is under way while it is closed and then %s is the last',
  async (end) => {
    let looks = 0;
    let settle: () => void = () => {};
    const watch = new HeadWatch(
      () =>
        new Promise((resolve, reject) => {
          looks++;
          settle = () => (end === 'answers' ? resolve(1n) : reject(new Error('closed')));
        }),
      new WakeUp(),
      noHints,
    );
    // Whoever follows is still there.
    watch.follow();
    while (looks === 0) await pause(5);
    await watch.close();
    settle();
    await pause(600);
    expect(looks).toBe(1);
  },
);
