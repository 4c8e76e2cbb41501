/** What the suite after it finds. Run by native.spec.mjs only. */
import { loadedTimes } from './loaded.sample.mjs';

test('what the suite before has changed is as before', () => {
  expect([process.env.LEFT_BEHIND, console.left]).toEqual([undefined, undefined]);
});
test('what both import was loaded once', () => expect(loadedTimes()).toBe(1));
