import { InvalidEvent } from './errors.js';
import type { ExpectedRevision } from './port.js';
import { parseStreamName } from './stream-name.js';

/** @throws InvalidEvent what is no stream's name */
export function assertStreamName(stream: string): void {
  try {
    parseStreamName(stream);
  } catch (cause) {
    throw new InvalidEvent((cause as Error).message, { cause });
  }
}

/** @throws InvalidEvent an exact revision that cannot be one */
export function assertExpectedRevision(expected: ExpectedRevision): void {
  if (typeof expected === 'string' || (Number.isSafeInteger(expected) && expected >= 0)) return;
  throw new InvalidEvent(`An exact expected revision is a whole number from 0, found ${expected}.`);
}
