import { ValueCorrected, ValueRecorded } from '@ctg/contracts/diagnostics';
import { defineDecider, madeId } from '@ctg/decider';
import { type Recorded, subjectOfValue } from './subject-of-value.js';

/** A value that was recorded; what it reads today stands in the tables. Its stream grows with its corrections alone. */
export interface Value {
  readonly valueId: string;
}

/** One value, in the stream of what it counts: "already recorded" is that the stream exists. */
export const value = defineDecider<Value>()({
  category: 'diagnostics.value',
  events: [ValueRecorded, ValueCorrected],
  begins: { [ValueRecorded.type]: ({ valueId }) => ({ valueId }) },
  steps: { [ValueCorrected.type]: (recorded) => recorded },
});

/** The id of a value in a convention: made from what it counts, so that it is there once. */
export const valueIdOf = (conventionId: string | undefined, recorded: Recorded): string =>
  madeId(conventionId ?? '', subjectOfValue(recorded));
