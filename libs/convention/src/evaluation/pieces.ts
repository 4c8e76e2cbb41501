import type { DataOf } from '@ctg/contracts';
import {
  BaselineRecorded,
  MeasureCorrected,
  MeasureRecorded,
  OpinionRecorded,
  ProtocolOpened,
} from '@ctg/contracts/evaluation';
import { defineDecider } from '@ctg/decider';

export type Protocol = DataOf<typeof ProtocolOpened>;

/** A protocol: opened once, whole. One event a stream. */
export const protocol = defineDecider<Protocol>()({
  category: 'evaluation.protocol',
  events: [ProtocolOpened],
  begins: { [ProtocolOpened.type]: (opened) => opened },
  steps: {},
});

/** A figure or a text, as it was told. */
export const figureOf = ({ value, text }: { value?: number | undefined; text?: string | undefined }) => ({
  ...(value === undefined ? {} : { value }),
  ...(text === undefined ? {} : { text }),
});

/**
 * The pieces of evidence, each in a stream of its own: nothing that is measured or asked waits for what was before, and
 * no rule needs to see them together. A measure's stream grows with its corrections alone.
 */
export interface Measure extends DataOf<typeof MeasureRecorded> {
  /** Why it was corrected last. */
  readonly why?: string;
}

export const measure = defineDecider<Measure>()({
  category: 'evaluation.measure',
  events: [MeasureRecorded, MeasureCorrected],
  begins: { [MeasureRecorded.type]: (recorded) => recorded },
  steps: {
    // A correction holds from the day of the measure.
    [MeasureCorrected.type]: ({ value: _value, text: _text, ...kept }, { why, ...corrected }) => ({
      ...kept,
      ...figureOf(corrected),
      why,
    }),
  },
});

/** A value from before the convention: recorded once, whole. */
export const baseline = defineDecider<DataOf<typeof BaselineRecorded>>()({
  category: 'evaluation.baseline',
  events: [BaselineRecorded],
  begins: { [BaselineRecorded.type]: (recorded) => recorded },
  steps: {},
});

/** The answers of a group in a wave: recorded once, whole. */
export const opinion = defineDecider<DataOf<typeof OpinionRecorded>>()({
  category: 'evaluation.opinion',
  events: [OpinionRecorded],
  begins: { [OpinionRecorded.type]: (recorded) => recorded },
  steps: {},
});
