import type { PublishedEvent } from '@ctg/contracts';
import type { EntityManager } from 'typeorm';

/** Which events a group wants. Left out: every one. */
export interface FeedFilter {
  /** Names of the services that publish them: the piece of the type before the dot (`partners`, `actionplans`). */
  readonly services?: readonly string[];
  readonly eventTypes?: readonly string[];
  /**
   * Of every one: those of types that this program does not know come as they were written. Default: whoever cannot know what
   * they are (a topic may hold anything) waits for a newer program with them, and then parks them.
   */
  readonly unknownTypes?: 'as-written';
}

/**
 * Handles some events, in order, and writes their effect through `transaction` (the consumer's own database): effect and
 * checkpoint are committed together, so the effect happens once. When it throws, the whole batch is undone and tried
 * again event by event; one that keeps failing is parked with its reason, and later events *of its key* wait with it.
 */
export type FeedHandler = (events: readonly PublishedEvent[], transaction: EntityManager) => Promise<void>;

export interface FeedSubscription {
  /** Consumers of one group share the work; each group sees every event. `service:purpose`. */
  readonly group: string;
  readonly filter?: FeedFilter;
  readonly handle: FeedHandler;
  /**
   * True for what acts outside its own tables (commands): it is handled before the transaction that moves the checkpoint,
   * which holds nothing while it works. What it does must be recognised when it is done twice.
   */
  readonly acts?: boolean;
  /** Most events in one transaction; default chosen by the adapter. Small for what acts outside the transaction. */
  readonly batchSize?: number;
}

/** How far a first catch-up has come: events of the store that concern it, and an estimate of what is left. */
export interface CatchingUp {
  readonly done: number;
  /** Estimated from how far the reading is in the store. */
  readonly total: number;
  readonly eventsPerSecond: number;
  /** Undefined while nothing can be said. */
  readonly secondsLeft?: number;
}

/** How a running subscription is doing; the health check reads it. */
export interface FeedStatus {
  readonly group: string;
  /** How far this group has come, as a decimal string. */
  readonly position: string;
  readonly caughtUp: boolean;
  /** False until the group was seen at the end of the store for the first time since this process started. */
  readonly hasCaughtUp?: boolean;
  /** While it catches up for the first time together with others of its service. */
  readonly catchingUp?: CatchingUp;
  /** When it last moved, or last found nothing to do. */
  readonly lastProgressAt: Date;
  /** The same by `performance.now()`: how long ago it was is measured by this one, for a clock may be set. */
  readonly progressedAt: number;
  readonly parked: number;
  /** True while another member of the group does the work and this one is ready to take over. */
  readonly standby?: boolean;
  /** What it is up against just now (a lost database...); it keeps trying. */
  readonly trouble?: string;
  /** Set when somebody must act before it goes on; says what to do. */
  readonly failure?: string;
}

export interface RunningSubscription {
  status(): FeedStatus;
  /** Lets the batch in hand finish, then stops. */
  stop(): Promise<void>;
}

/** An event that a group could not handle, or that waits behind such a one (`waiting`). */
export interface ParkedEvent {
  /** Decimal string: in the order in which they were parked. */
  readonly sequence: string;
  readonly group: string;
  readonly eventId: string;
  /** The order key: the convention's id, or the stream where there is none. */
  readonly key: string;
  readonly event: PublishedEvent;
  readonly reason: string;
  readonly attempts: number;
  readonly parkedAt: Date;
  readonly waiting: boolean;
  /** What is kept of it, as text: the event with its very bytes, or the record as the broker had it. */
  readonly raw: string;
}

/** Which of the parked events: one of them, or those after a sequence; at most 1,000 at once, and fewer where they are large: none only at the end. */
export interface ParkedWanted {
  readonly eventId?: string;
  readonly after?: string;
  readonly limit?: number;
}

/** Which of the discarded events: those before a sequence; at most 1,000 at once. */
export interface DiscardedWanted {
  readonly before?: string;
  readonly limit?: number;
}

/** An event that somebody gave up. */
export interface DiscardedEvent {
  /** Decimal string: in the order in which they were given up. */
  readonly sequence: string;
  readonly group: string;
  readonly eventId: string;
  readonly key: string;
  readonly parkedReason: string;
  readonly discardReason: string;
  /** Subject id of who did it. */
  readonly discardedBy?: string;
  readonly discardedAt: Date;
}

/**
 * The feed of events between services: at least once, in order per convention, a checkpoint per group.
 * Every adapter runs the suite in `@ctg/feed/conformance`.
 */
export interface Feed {
  /** Starts at the group's checkpoint; a new group starts at the beginning of the history. */
  subscribe(subscription: FeedSubscription): Promise<RunningSubscription>;
  /** The groups that are subscribed here. */
  groups(): readonly string[];
  /** In the order in which they were parked. */
  parked(group: string, wanted?: ParkedWanted): Promise<readonly ParkedEvent[]>;
  /** What was given up in this consumer's database, newest first. */
  discarded(wanted?: DiscardedWanted): Promise<readonly DiscardedEvent[]>;
  /** Hands the key's parked events to the handler again, in order; what fails again stays parked. */
  replayParked(
    group: string,
    key: string,
  ): Promise<{ readonly replayed: number; readonly stillParked: number }>;
  /**
   * Gives a parked event up, for a reason that is kept with it, and by whom. Events that wait behind it stay until
   * `replayParked`. False when no such event is parked.
   */
  discardParked(group: string, eventId: string, reason: string, by?: string): Promise<boolean>;
  /** Stops every subscription, each after the batch in hand. */
  close(): Promise<void>;
}
