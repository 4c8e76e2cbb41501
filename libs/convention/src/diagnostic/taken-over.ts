import type { DataOf } from '@ctg/contracts';
import { EvidenceTakenOver } from '@ctg/contracts/diagnostics';
import { defineDecider } from '@ctg/decider';

type Taken = DataOf<typeof EvidenceTakenOver>;

/** A need or a value of the former convention that this one rests on: a link. */
export type TakenPiece = Taken['evidence'][number] &
  Pick<Taken, 'previousConventionId' | 'why'> & { readonly since: string };

/** What a convention has taken over of the diagnostic of the one that it renews, by id; its owner bounds how much. */
export type TakenOver = Record<string, TakenPiece>;

export const takenOver = defineDecider<TakenOver>()({
  category: 'diagnostics.takenover',
  events: [EvidenceTakenOver],
  begins: { [EvidenceTakenOver.type]: (taken, { occurredOn }) => withTaken({}, taken, occurredOn) },
  steps: { [EvidenceTakenOver.type]: (state, taken, { occurredOn }) => withTaken(state, taken, occurredOn) },
});

/** Nothing is taken over twice: the first time counts. */
function withTaken(
  state: TakenOver,
  { evidence, previousConventionId, why }: Taken,
  since: string,
): TakenOver {
  for (const one of evidence) state[one.id] ??= { ...one, previousConventionId, why, since };
  return state;
}
