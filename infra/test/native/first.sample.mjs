/** What a suite must be failed for, and what it leaves behind. Run by native.spec.mjs only. */
import { loadedTimes } from './loaded.sample.mjs';

process.env.LEFT_BEHIND = 'by the first';
globalThis.console.left = true;

test('passes', () => expect(loadedTimes()).toBe(1));
test('expects something else', () => expect({ a: 1 }).toEqual({ a: 2 }));
test('compares errors by what they say', () => expect(new Error('a')).toEqual(new Error('b')));
test('throws', () => {
  throw new TypeError('thrown');
});
test('takes too long', () => new Promise(() => {}), 100);
test('rejects and nobody handles it', async () => {
  void Promise.reject(new Error('unhandled'));
  await new Promise((resolve) => setTimeout(resolve, 20));
});
test.skip('is skipped', () => {});

describe('a set-up that fails', () => {
  beforeAll(() => {
    throw new Error('in beforeAll');
  });
  test('is not run', () => {});
});

describe('an answer that is not as documented', () => {
  test('fails the test in which it was given', () => {
    globalThis[Symbol.for('ctg.answer-faults')] = ['GET /x: not as its schema says'];
  });
  afterAll(() => {
    delete globalThis[Symbol.for('ctg.answer-faults')];
  });
});
