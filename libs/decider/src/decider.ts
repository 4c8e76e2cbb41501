import type { NewEvent } from '@ctg/contracts';
import type { JsonObject } from '@ctg/event-store';

/** What a state is folded from: an event with its days, in its newest version. */
export interface PastEvent {
  readonly type: string;
  readonly data: JsonObject;
  readonly occurredOn: string;
  readonly effectiveOn?: string;
  /** Who said it, where that matters: the same person does not sign twice. */
  readonly actor?: { readonly subject: string };
  /** The convention it is about, where there is one. */
  readonly conventionId?: string;
}

/**
 * The heart of one thing of the domain: how its state follows from its events. The rules that make events stand in the
 * `decide` of its commands (see `defineCommand`), which may return no other events than these: what could be recorded on
 * a stream and is not folded does not compile.
 *
 * A state is plain data (as JSON has it) and small: what its streams gather is bounded by the domain.
 */
export interface Decider<State, Event extends NewEvent = NewEvent> {
  /** First piece of its streams' names: `partners.convention`. */
  readonly category: string;
  readonly initial: State;
  /**
   * The state after one more event. May change and return the state it was given, but neither `initial` nor anything of
   * the event: who calls it owns the state (see `ownState`), so a fold takes time for its events and not for its size.
   * An event it does not know, of a newer version of this program, changes nothing.
   */
  evolve(state: State, event: PastEvent): State;
  /**
   * Raise it when the fold changes its mind: states written down by another one are not looked at any more. With a
   * version, states of long streams are written down (see `Snapshots`); without, every stream is folded from its beginning.
   */
  readonly version?: number;
  /** The types of the events that it folds; absent for a fold that was not defined by `defineDecider`. */
  readonly eventTypes?: readonly string[];
  /** Never there: it names the events in the types. */
  readonly event?: Event;
}

/** A copy of a state that a fold may change, whoever still reads the state itself. Once for many events, not for each. */
export const ownState = <State>(state: State): State => structuredClone(state);
