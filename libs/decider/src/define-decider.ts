import type { AnyEventDefinition, DataOf, NewEventOf } from '@ctg/contracts';
import type { Decider, PastEvent } from './decider.js';

type TypeOf<D extends AnyEventDefinition> = D['type'];
type DataOfType<D extends AnyEventDefinition, Type extends string> = DataOf<Extract<D, { type: Type }>>;

/** Makes the state: the first event of a stream. Copies what it keeps of lists, the event stays as it is. */
type Beginning<State, Data> = (data: Data, event: PastEvent) => State;

/** The state after one more event; may change and return the one it was given. */
type Step<State, Data> = (state: State, data: Data, event: PastEvent) => State;

/** What may begin a stream. */
type Beginnings<State, D extends AnyEventDefinition> = {
  readonly [Type in TypeOf<D>]?: Beginning<State, DataOfType<D, Type>>;
};

/** A decider as it is written down. */
interface DeciderDefinition<State, D extends AnyEventDefinition, B extends Beginnings<State, D>> {
  /** First piece of its streams' names: `partners.convention`. */
  readonly category: string;
  /** Of a decider whose streams may become long: its states are written down (see `Decider.version`). */
  readonly version?: number;
  /** Every event that its streams may hold. */
  readonly events: readonly D[];
  /** The events that begin a stream; once it has begun they change nothing, unless they stand in `steps` as well. */
  readonly begins: B;
  /** Every other event: one that is missing here does not compile. Before the beginning none of them changes anything. */
  readonly steps: {
    readonly [Type in Exclude<TypeOf<D>, keyof B>]: Step<State, DataOfType<D, Type>>;
  } & { readonly [Type in TypeOf<D> & keyof B]?: Step<State, DataOfType<D, Type>> };
}

/**
 * Defines a decider by its events, one step each:
 *
 *     export const offer = defineDecider<Offer>()({
 *       category: 'diagnostics.offer',
 *       events: [OfferListed, OfferStatusChanged],
 *       begins: { [OfferListed.type]: ({ status }) => ({ status }) },
 *       steps: { [OfferStatusChanged.type]: (_offer, { status }) => ({ status }) },
 *     });
 *
 * The state is undefined until the stream has begun. An event that is added to `events` does not compile until it has
 * its step, and a command that returns an event of no step does not compile either. The one place where an event of an
 * unknown type (of a newer version) is passed over.
 */
export const defineDecider =
  <State>() =>
  <const D extends AnyEventDefinition, const B extends Beginnings<State, D>>(
    definition: DeciderDefinition<State, D, B>,
  ): Decider<State | undefined, NewEventOf<D>> => {
    const begins = new Map<string, Beginning<State, never>>(Object.entries(definition.begins));
    const steps = new Map<string, Step<State, never>>(Object.entries(definition.steps));
    return {
      category: definition.category,
      ...(definition.version === undefined ? {} : { version: definition.version }),
      initial: undefined,
      eventTypes: definition.events.map(({ type }) => type),
      evolve(state, event) {
        const data = event.data as never;
        if (state === undefined) return begins.get(event.type)?.(data, event);
        const step = steps.get(event.type);
        return step ? step(state, data, event) : state;
      },
    };
  };
