import type { DataOf } from '@ctg/contracts';
import { ValueCorrected, ValueRecorded } from '@ctg/contracts/diagnostics';
import { defineDecider } from '@ctg/decider';

interface Correction {
  readonly correctedOn: string;
  readonly explanation: string;
  readonly before?: number;
  readonly version: number;
}

/** A value: the newest reading, and the corrections that led to it. Its stream grows with its corrections alone. */
export interface Value extends DataOf<typeof ValueRecorded> {
  readonly corrections: Correction[];
}

/** One value, in the stream of what it counts: "already recorded" is that the stream exists. */
export const value = defineDecider<Value>()({
  category: 'diagnostics.value',
  events: [ValueRecorded, ValueCorrected],
  begins: { [ValueRecorded.type]: (recorded) => ({ ...recorded, corrections: [] }) },
  steps: {
    [ValueCorrected.type](
      { value: before, flag: _flag, ...kept },
      { value, flag, explanation, version },
      { occurredOn },
    ) {
      kept.corrections.push({
        correctedOn: occurredOn,
        explanation,
        version,
        ...(before === undefined ? {} : { before }),
      });
      return {
        ...kept,
        ...(value === undefined ? {} : { value }),
        ...(flag === undefined ? {} : { flag }),
      };
    },
  },
});
