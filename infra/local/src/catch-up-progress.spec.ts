import { CatchUpProgress, progressOf } from './catch-up-progress.js';

const come = (done: number, secondsLeft: number) => ({
  done,
  total: 4_000,
  eventsPerSecond: 500,
  secondsLeft,
});
const partners = (...catchingUp: object[]) => progressOf({ name: 'partners' }, { details: { catchingUp } });

/** What is written when a service has come so far at these milliseconds after the start. */
function written(isTTY: boolean, at: readonly number[]): string {
  let clock = performance.now();
  const begin = clock;
  let text = '';
  const progress = new CatchUpProgress({ isTTY, write: (more: string) => (text += more) }, () => clock);
  for (const [index, later] of at.entries()) {
    clock = begin + later;
    progress.show([
      partners(come(index * 1_000, 8), come(index * 1_000, 6)),
      progressOf({ name: 'feed' }, undefined),
    ]);
  }
  progress.end();
  return text.replaceAll(/[\u00a0\u202f]/g, ' ');
}

test('a short catch-up is not shown', () => {
  expect(written(true, [0, 500, 1_000])).toBe('');
});

test('on a terminal a service has one line, which is written over and goes at the end', () => {
  expect(written(true, [2_000, 2_100])).toBe(
    '\u001b[Jpartners : 0 / 4 000 événements relus, 500 par seconde, encore 8 s (2 tables)\n' +
      '\u001b[1A\u001b[Jpartners : 1 000 / 4 000 événements relus, 500 par seconde, encore 8 s (2 tables)\n' +
      '\u001b[1A\u001b[J',
  );
});

test('elsewhere a line now and then', () => {
  const lines = written(false, [2_000, 2_100, 3_000, 7_500]).trimEnd().split('\n');
  expect(lines.map((line) => line.split(' /')[0])).toEqual(['partners : 0', 'partners : 3 000']);
});
