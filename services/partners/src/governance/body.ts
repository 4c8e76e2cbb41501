import type { DataOf } from '@ctg/contracts';
import { BodyCreated } from '@ctg/contracts/partners';
import { defineDecider } from '@ctg/decider';

/** A body of a convention, as far as rules look at it. One event a stream. */
export type Body = Pick<DataOf<typeof BodyCreated>, 'kind'>;

export const body = defineDecider<Body>()({
  category: 'partners.body',
  events: [BodyCreated],
  begins: { [BodyCreated.type]: ({ kind }) => ({ kind }) },
  steps: {},
});
