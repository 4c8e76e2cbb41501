import type { NewEvent } from '@ctg/contracts';
import type { JsonObject } from '@ctg/event-store';

/** What a state is folded from: an event with its days, in its newest version. */
export interface PastEvent {
  readonly type: string;
  readonly data: JsonObject;
  readonly occurredOn: string;
  readonly effectiveOn?: string;
}

/**
 * The pure heart of one thing of the domain: how its state follows from its events. The rules that make events stand in
 * the `decide` of its commands (see `defineCommand`).
 */
export interface Decider<State> {
  /** First piece of its streams' names: `partners.convention`. */
  readonly category: string;
  readonly initial: State;
  /** Pure; an event it does not know changes nothing. */
  evolve(state: State, event: PastEvent): State;
}

/** Events that a decision made. Empty: nothing to change, and that is a success. */
export type Decision = readonly NewEvent[];
