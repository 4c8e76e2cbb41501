import type { AnyEventDefinition, DataOf } from '@ctg/contracts';
import type { PastEvent } from './decider.js';

/** A step for each event; one that is missing does not compile. Each may change and return the state it was given. */
export type StepsOf<State, D extends AnyEventDefinition> = {
  readonly [Type in D['type']]: (
    state: State,
    data: DataOf<Extract<D, { type: Type }>>,
    event: PastEvent,
  ) => State;
};

/** A fold that handles each of its events. */
export interface Fold<State, D extends AnyEventDefinition> {
  readonly eventTypes: readonly D['type'][];
  /** The state after one more event; one of another type changes nothing. */
  evolve(state: State, event: PastEvent): State;
}

/**
 * The fold of a state that is there from the start, of what a table shows above all (see `defineDecider` for what a
 * stream begins):
 *
 *     const shown = foldOf<Shown>()([BodyCreated, MeetingHeld], { [BodyCreated.type]: …, [MeetingHeld.type]: … });
 */
export const foldOf =
  <State>() =>
  <const D extends AnyEventDefinition>(events: readonly D[], steps: StepsOf<State, D>): Fold<State, D> => {
    const known = new Map<string, (state: State, data: never, event: PastEvent) => State>(
      Object.entries(steps),
    );
    return {
      eventTypes: events.map(({ type }) => type),
      evolve(state, event) {
        const step = known.get(event.type);
        return step ? step(state, event.data as never, event) : state;
      },
    };
  };
