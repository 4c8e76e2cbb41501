import { changedNothing } from '../changed-nothing.js';

/** A command of this service under an Idempotency-Key changed nothing. */
export const CommandChangedNothing = changedNothing('evaluation');
