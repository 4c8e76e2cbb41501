import { ConsultationRecorded } from '@ctg/contracts/diagnostics';
import { defineDecider } from '@ctg/decider';

/** A consultation: recorded once, whole; true when it is. One event a stream. */
export const consultation = defineDecider<true>()({
  category: 'diagnostics.consultation',
  events: [ConsultationRecorded],
  begins: { [ConsultationRecorded.type]: () => true },
  steps: {},
});
