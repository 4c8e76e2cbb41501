import type { Actor, Role } from '@ctg/access';
import type { NewEvent, PublishedEvent } from '@ctg/contracts';
import type { z } from 'zod';
import type { Decision } from './already-there.js';
import type { ConventionFrame } from './convention-frame.js';
import type { Decider } from './decider.js';

/** Ids in the route, by name: `{ conventionId, actionId }`. */
export type RouteParams = Readonly<Record<string, string>>;

/** Everything a decision may use; nothing else is looked at, so it can be replayed and tested without a server. */
export interface DecideInput<Body, Facts> {
  readonly body: Body;
  readonly params: RouteParams;
  /** What `lookUp` found in other streams and in the tables of this service. */
  readonly facts: Facts;
  readonly actor: Actor;
  /** The day it is for the Caf that the events belong to, `YYYY-MM-DD`: Martinique’s is not Paris’s. */
  readonly today: string;
  /**
   * Says that what is decided is improbable, without refusing it: the answer carries it, the event keeps it, and a caller
   * may ask for a refusal instead.
   */
  warn(code: string, sentence: string): void;
  /** What the convention says that this is about; absent where this service does not know it, or it is about none. */
  readonly frame?: ConventionFrame | undefined;
  /** A new record id (UUID). Repeatable: the same Idempotency-Key gives the same ids. */
  newId(): string;
}

/**
 * A command: one object from which come its route, its rights, its validation, its documentation, its word in scenarios
 * and its rule.
 */
export interface CommandDefinition<
  State = unknown,
  Body = unknown,
  Facts = unknown,
  Event extends NewEvent = NewEvent,
> {
  /** Its word in scenarios, `service.verb-thing`: `partners.sign`. */
  readonly name: string;
  /** French, infinitive: « Signer la convention ». */
  readonly title: string;
  /** One or two French sentences: what it records and what must be true before. */
  readonly description?: string;
  /** Who may: enforced before anything else. */
  readonly roles: readonly Role[];
  /** POST route under `/api/<service>`: `/conventions/:conventionId/signatures`. */
  readonly route: string;
  /** `z.strictObject`, every field with a French `.describe('…')`. */
  readonly body: z.ZodType<Body>;
  readonly decider: Decider<State, Event>;
  /**
   * The name of the route parameter that this command makes new (`conventionId` for the one that opens a convention):
   * it is not in the route, the id is given by the server, and the stream must not exist yet.
   */
  readonly creates?: string;
  /**
   * The stream it decides on: its subject, and a part of it. Default: subject = params.conventionId. What must be unique
   * is kept so by a part made from it (a UUIDv5 of what the body names, completed from other streams where it leaves out
   * what they say: the vintage of the territory).
   */
  stream?(params: RouteParams, body: Body, streams: StreamAccess): StreamPlace | Promise<StreamPlace>;
  /**
   * Reads what the decision needs to know of other streams of this service (`streams`, as they are now) and from this
   * service's own tables (`readModel`, as far as they were folded). May throw `notKnownYet`.
   */
  lookUp?(input: LookUpInput<Body>): Promise<Facts>;
  /**
   * The projections of this service whose tables `lookUp` reads: the command waits until they have come to where the store
   * was when it arrived. Default: all of its own events; none (`[]`) where it reads streams only.
   */
  readonly waitsFor?: readonly string[];
  /** Its time is also after the end of a convention (a renewal, an evaluation): such a day is nothing to look at. */
  readonly comesAfterTheEnd?: true;
  /**
   * The rule. Pure: the state is looked at, never changed. Throws a Rejection, or returns events that the decider folds,
   * or `alreadyThere(…)`: a success that records nothing is one only where everything that was sent is recorded.
   */
  decide(input: DecideInput<Body, Facts>, state: State): Decision<NoInfer<Event>>;
}

export interface LookUpInput<Body> {
  readonly body: Body;
  readonly params: RouteParams;
  readonly actor: Actor;
  readonly readModel: ReadModelAccess;
  readonly streams: StreamAccess;
}

/** Where a command decides: `category-subject[.part]`. */
export interface StreamPlace {
  readonly subject: string;
  readonly part?: string;
  /** For a command that decides on streams of several kinds; default: the command's own. */
  readonly decider?: AnyDecider;
}

/** What a look-up may know of the other streams of its own service: nothing of it is late. */
export interface StreamAccess {
  /**
   * The state of the stream of this decider and subject (and part of it), as the store has it now; the decider's initial
   * one where there is no such stream, or where it is another tenant's. To be looked at, never changed; it may move on before the command's own events
   * are recorded: what must never break stands in the command's own stream. For a handful of streams, not for lists.
   */
  state<State, Event extends NewEvent>(
    decider: Decider<State, Event>,
    subject: string,
    part?: string,
  ): Promise<State>;
  /** Every event of one stream, as it was recorded: corrections beside what they correct. Of this tenant only. */
  history(decider: AnyDecider, subject: string, part?: string): AsyncIterable<PublishedEvent>;
  /** Every event of one subject (all that belongs to a convention), of all services, in the order of the store. */
  ofSubject(subject: string): AsyncIterable<PublishedEvent>;
}

// biome-ignore lint/suspicious/noExplicitAny: deciders of every state
export type AnyDecider = Decider<any>;

/** What a look-up may use: SQL on the service's own schema (it is first in the search path). */
export interface ReadModelAccess {
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

// The registry holds commands of every state and body; variance makes `unknown` useless there.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyCommand = CommandDefinition<any, any, any, any>;

/** Defines a command; the types of state, body and facts are inferred. */
export function defineCommand<State, Body, Facts = undefined, Event extends NewEvent = NewEvent>(
  definition: CommandDefinition<State, Body, Facts, Event>,
): CommandDefinition<State, Body, Facts, Event> {
  return definition;
}
