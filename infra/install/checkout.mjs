/** This checkout, and how its commands end when something is missing. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneAtATime } from './one-at-a-time.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Installing and building share one lock. */
export function prepare(work) {
  try {
    return oneAtATime(join(root, '.cache/preparing.pid'), work);
  } catch (error) {
    return fail(error.message);
  }
}

/** Ends the command with one French sentence. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
