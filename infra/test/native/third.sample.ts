/**
 * A suite that says so has modules of its own. Run by native.spec.mjs only.
 * @jest-modules fresh
 */
import { loadedTimes } from './loaded.sample.mjs';

test('of what it imports nothing has run before', () => expect(loadedTimes()).toBe(2));
