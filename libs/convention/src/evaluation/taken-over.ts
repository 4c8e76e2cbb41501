import type { DataOf } from '@ctg/contracts';
import { EvidenceTakenOver } from '@ctg/contracts/evaluation';
import { defineDecider } from '@ctg/decider';

type Taken = DataOf<typeof EvidenceTakenOver>;

/** A measure, a judgement or a recommendation of the former convention that this one rests on: a link. */
export interface TakenResult extends Pick<Taken, 'previousConventionId' | 'protocolId' | 'why'> {
  readonly kind: 'measure' | 'judgement' | 'recommendation';
  /** Of a measure or a judgement its id; of a recommendation `<protocol>.<rank>`. */
  readonly id: string;
  /** Of a recommendation: its rank in the conclusion, from 1. */
  readonly rank?: number;
  readonly since: string;
}

/** What a convention has taken over of the evaluation of the one that it renews, by id; its owner bounds how much. */
export type TakenResults = Record<string, TakenResult>;

type Named = Pick<Taken, 'protocolId' | 'measures' | 'judgements' | 'recommendations'>;

/** What is named, each once, as it stands in the state. */
export function resultsNamed({ protocolId, measures, judgements, recommendations }: Named) {
  const pieces: readonly Pick<TakenResult, 'kind' | 'id' | 'rank'>[] = [
    ...measures.map((id) => ({ kind: 'measure', id }) as const),
    ...judgements.map((id) => ({ kind: 'judgement', id }) as const),
    ...recommendations.map(
      (rank) => ({ kind: 'recommendation', id: `${protocolId}.${rank}`, rank }) as const,
    ),
  ];
  return [...new Map(pieces.map((one) => [one.id, one])).values()];
}

export const takenResults = defineDecider<TakenResults>()({
  category: 'evaluation.takenover',
  events: [EvidenceTakenOver],
  begins: { [EvidenceTakenOver.type]: (taken, { occurredOn }) => withTaken({}, taken, occurredOn) },
  steps: { [EvidenceTakenOver.type]: (state, taken, { occurredOn }) => withTaken(state, taken, occurredOn) },
});

/** Nothing is taken over twice: the first time counts. */
function withTaken(state: TakenResults, taken: Taken, since: string): TakenResults {
  const { previousConventionId, protocolId, why } = taken;
  for (const one of resultsNamed(taken))
    state[one.id] ??= { ...one, previousConventionId, protocolId, why, since };
  return state;
}
