import { decodeEvent, type EventMetadata } from '@ctg/contracts';
import { type EventStore, type RecordedEvent, streamName } from '@ctg/event-store';
import { LRUCache } from 'lru-cache';
import { type Decider, ownState } from './decider.js';
import type { StreamAccess } from './define-command.js';

/** A command that was executed on a stream under an Idempotency-Key, as its events remember it. */
export interface ExecutedCommand {
  readonly hash: string;
  readonly result: string;
  readonly revision: number;
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/** A stream folded up to a revision. `revision` is -1 for a stream that does not exist. */
export interface StreamState<State = unknown> {
  /** Whose fold it is: several deciders may look at one stream. */
  readonly decider: Decider<State>;
  readonly state: State;
  readonly revision: number;
  /** The tenant of its first event. */
  readonly cafId?: string;
  readonly executed: Map<string, ExecutedCommand>;
}

/**
 * The states of the streams that commands decide on. What was folded once is kept (bounded, least recently used goes
 * first) and only brought up to date: a kept state can be old, so a decision made on it counts only because the append
 * names its exact revision.
 */
export class StreamStates {
  readonly #kept: LRUCache<string, StreamState>;

  constructor(
    private readonly store: EventStore,
    maxStreams = 5_000,
  ) {
    this.#kept = new LRUCache({ max: maxStreams });
  }

  /** The kept state, which may be behind the store; undefined when there is none. */
  kept<State>(stream: string, decider: Decider<State>): StreamState<State> | undefined {
    const kept = this.#kept.get(stream) as StreamState<State> | undefined;
    return kept?.decider === decider ? kept : undefined;
  }

  /** What commands of a tenant may know of other streams: another tenant's are as if they did not exist. */
  ofTenant(cafId: string): StreamAccess {
    return {
      state: async (decider, subject, part) => {
        const found = await this.current(streamName(decider.category, subject, part), decider);
        return found.cafId === undefined || found.cafId === cafId ? found.state : decider.initial;
      },
    };
  }

  /** The state as the store has it now. */
  async current<State>(stream: string, decider: Decider<State>): Promise<StreamState<State>> {
    let folded = this.kept(stream, decider) ?? {
      decider,
      state: decider.initial,
      revision: -1,
      executed: new Map(),
    };
    let isOwn = false;
    for await (const recorded of this.store.readStream(stream, { from: folded.revision + 1 })) {
      // Others may be looking at what was kept: it is copied once, then the fold may change its copy.
      if (!isOwn) folded = { ...folded, state: ownState(folded.state) };
      isOwn = true;
      folded = advance(folded, decider, recorded);
    }
    if (folded.revision >= 0) this.#kept.set(stream, folded);
    return folded;
  }

  /** Keeps a state that a writer knows to be the stream's newest. */
  keep(stream: string, state: StreamState): void {
    this.#kept.set(stream, state);
  }
}

function advance<State>(
  before: StreamState<State>,
  decider: Decider<State>,
  recorded: RecordedEvent,
): StreamState<State> {
  const event = decodeEvent(recorded);
  remember(before.executed, recorded);
  return {
    decider,
    state: decider.evolve(before.state, event),
    revision: recorded.revision,
    cafId: before.cafId ?? event.cafId,
    executed: before.executed,
  };
}

/** Notes under which command's key an event was recorded; a command of several events is one entry. */
function remember(executed: Map<string, ExecutedCommand>, recorded: RecordedEvent): void {
  const { commandId, commandHash, commandResult } = recorded.metadata as unknown as EventMetadata;
  if (!commandId || !commandHash || !commandResult) return;
  const event = { id: recorded.id, type: recorded.type };
  executed.set(commandId, {
    hash: commandHash,
    result: commandResult,
    revision: recorded.revision,
    position: String(recorded.position),
    events: [...(executed.get(commandId)?.events ?? []), event],
  });
}
