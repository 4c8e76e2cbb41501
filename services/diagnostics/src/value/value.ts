import type { DataOf } from '@ctg/contracts';
import { ValueCorrected, ValueRecorded } from '@ctg/contracts/diagnostics';
import { defineDecider, madeId } from '@ctg/decider';
import { type Recorded, subjectOfValue } from './subject-of-value.js';

/** A value that was recorded, as it reads today. Its stream grows with its corrections alone. */
export interface Value extends Pick<DataOf<typeof ValueRecorded>, 'valueId' | 'value' | 'flag'> {
  /** Why it was corrected last, and when. */
  readonly reason?: string;
  readonly correctedOn?: string;
}

const reading = ({ value, flag }: Pick<Value, 'value' | 'flag'>) => ({
  ...(value === undefined ? {} : { value }),
  ...(flag === undefined ? {} : { flag }),
});

/** One value, in the stream of what it counts: "already recorded" is that the stream exists. */
export const value = defineDecider<Value>()({
  category: 'diagnostics.value',
  events: [ValueRecorded, ValueCorrected],
  begins: { [ValueRecorded.type]: ({ valueId, ...recorded }) => ({ valueId, ...reading(recorded) }) },
  steps: {
    [ValueCorrected.type]: ({ valueId }, corrected, { occurredOn: correctedOn }) => ({
      valueId,
      ...reading(corrected),
      reason: corrected.explanation,
      correctedOn,
    }),
  },
});

/** The id of a value in a convention: made from what it counts, so that it is there once. */
export const valueIdOf = (conventionId: string | undefined, recorded: Recorded): string =>
  madeId(conventionId ?? '', subjectOfValue(recorded));
