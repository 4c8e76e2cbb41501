import { madeId } from '@ctg/decider';
import { type Recorded, subjectOfValue } from './subject-of-value.js';

/** The id of a value in a convention: made from what it counts, so that it is there once. */
export const valueIdOf = (conventionId: string | undefined, recorded: Recorded): string =>
  madeId(conventionId ?? '', subjectOfValue(recorded));
