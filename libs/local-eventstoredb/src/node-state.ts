import type { Access } from './access.js';
import type { Appender } from './journal/append.js';
import type { Journal } from './journal/journal.js';

/** What tests set while a node runs. */
export interface Behaviour {
  /** Milliseconds an append takes. */
  appendTakes: number;
  /** Milliseconds after which an append that repeats one still under way is answered with a time-out. */
  repeatPatience: number;
  /** Answers "Server Is Not Ready" to everything. */
  isStarting: boolean;
  /** Unsent messages a live subscription may have before it is dropped as too slow. */
  slowAfter: number;
  /** Bytes of `data` that one append must stay below; 1 MiB unless its operator chose another. */
  maxAppendSize: number;
  /** Answers BadRequest to every append. */
  refusesAll: boolean;
  /** Whether subscriptions send checkpoints at all; later servers changed them. */
  sendsCheckpoints: boolean;
}

/** What the services of one node answer from. */
export interface NodeState {
  readonly journal: Journal;
  readonly appender: Appender;
  readonly access: Access;
  readonly behaviour: Behaviour;
  /** What `ServerFeatures` says. */
  readonly version: string;
  /** Members as the gossip gives them. */
  members(): readonly Member[];
  /** A node that cannot reach a leader takes no append. */
  hasLeader(): boolean;
  /** Resolves once the node is not paused. */
  awake(): Promise<void>;
  /** Appends under way, by stream and first id. */
  readonly underWay: Set<string>;
  /** Reads and subscriptions that are open. */
  openReads: number;
  /** Appends that came in a call of their own, so far. */
  singleAppends: number;
  /** Events sent to clients so far, by reads and subscriptions. */
  eventsSent: number;
}

export interface Member {
  readonly port: number;
  readonly isLeader: boolean;
  readonly isAlive: boolean;
}
