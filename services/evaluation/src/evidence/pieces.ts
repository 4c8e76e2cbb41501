import type { DataOf } from '@ctg/contracts';
import {
  BaselineRecorded,
  MeasureCorrected,
  MeasureRecorded,
  OpinionRecorded,
} from '@ctg/contracts/evaluation';
import { defineDecider, type RouteParams } from '@ctg/decider';

/**
 * The pieces of evidence, each in a stream of its own: nothing that is measured or asked waits for what was before, and
 * no rule needs to see them together. A measure's stream grows with its corrections alone.
 */
export interface Measure extends Pick<DataOf<typeof MeasureRecorded>, 'protocolId' | 'value' | 'text'> {
  /** A correction holds from the day of the measure. */
  readonly measuredOn: string;
  /** Why it was corrected last. */
  readonly why?: string;
}

/** A figure or a text, as it was told. */
export const figureOf = ({ value, text }: { value?: number | undefined; text?: string | undefined }) => ({
  ...(value === undefined ? {} : { value }),
  ...(text === undefined ? {} : { text }),
});

export const measure = defineDecider<Measure>()({
  category: 'evaluation.measure',
  events: [MeasureRecorded, MeasureCorrected],
  begins: {
    [MeasureRecorded.type]: ({ protocolId, measuredOn, ...recorded }) => ({
      protocolId,
      measuredOn,
      ...figureOf(recorded),
    }),
  },
  steps: {
    [MeasureCorrected.type]: ({ protocolId, measuredOn }, { why, ...corrected }) => ({
      protocolId,
      measuredOn,
      ...figureOf(corrected),
      why,
    }),
  },
});

/** A value from before the convention: recorded once; true when it is. */
export const baseline = defineDecider<true>()({
  category: 'evaluation.baseline',
  events: [BaselineRecorded],
  begins: { [BaselineRecorded.type]: () => true },
  steps: {},
});

/** The answers of a group in a wave: recorded once; true when they are. */
export const opinion = defineDecider<true>()({
  category: 'evaluation.opinion',
  events: [OpinionRecorded],
  begins: { [OpinionRecorded.type]: () => true },
  steps: {},
});

/** The stream of a piece of evidence on the convention of the route. */
export const pieceStream =
  (id: 'measureId' | 'baselineId' | 'opinionId') =>
  ({ conventionId = '', [id]: part = '' }: RouteParams) => ({ subject: conventionId, part });
