import { type EventStore, RevisionConflict } from '@ctg/event-store';
import type { CommandOutcome, CommandRequest } from './command-request.js';
import { CommandRun } from './command-run.js';
import type { Decision } from './decider.js';
import type { AnyCommand, ReadModelAccess } from './define-command.js';
import { Rejection, refused } from './rejection.js';
import { type ExecutedCommand, type StreamState, StreamStates } from './stream-states.js';

export interface ExecutorOptions {
  readonly store: EventStore;
  readonly readModel: ReadModelAccess;
  /** The tables that `readModel` reads; without them nothing is waited for. */
  readonly tables?: ProjectedTables;
  /** For tests of time; default: the machine's clock. */
  readonly now?: () => Date;
}

/** Tables that are folded from the store, each up to a position of its own. */
export interface ProjectedTables {
  /** False when these projections have not come to this position in time (milliseconds). */
  waitFor(position: bigint, timeoutMs: number, names: readonly string[]): Promise<boolean>;
}

/** The tables that a command reads did not come to where the store was when it arrived, in time. Nothing was done. */
export class TablesBehind extends Error {
  override readonly name = 'TablesBehind';
  constructor(
    readonly projections: readonly string[],
    readonly position: string,
  ) {
    super(`${projections.join(', ')}: not at position ${position} yet`);
  }
}

const maxAttempts = 8;
/** Tables are milliseconds behind; a rebuild takes longer than anybody waits. */
const longestWait = 5_000;

/**
 * Loads, decides, appends. A conflict is decided again on the newer state (deciding is pure, so that is safe) unless the
 * caller named the revision it saw. A refusal or a "nothing to do" counts only when it was decided on the state as the
 * store has it now.
 *
 * @throws Rejection the domain, the tenant, If-Match or the Idempotency-Key says no
 * @throws TablesBehind the tables that the command reads do not come up in time
 */
export class CommandExecutor {
  readonly #states: StreamStates;

  constructor(readonly options: ExecutorOptions) {
    this.#states = new StreamStates(options.store);
  }

  async execute(command: AnyCommand, request: CommandRequest): Promise<CommandOutcome> {
    const run = await CommandRun.of(command, request, {
      ...this.options,
      streams: this.#states.ofTenant(request.cafId),
    });
    await this.#tablesCameUp(command.waitsFor ?? []);
    let fresh = false;
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const loaded = await this.#load(command, run.stream, fresh);
      const attempted = await this.#attempt(run, loaded.state, loaded.isCurrent);
      if (attempted) return attempted;
      fresh = true;
      if (loaded.isCurrent) await pause(attempt);
    }
    throw refused({
      code: 'concurrent-changes',
      title: 'Trop de modifications simultanées.',
      advice: 'Réessayez dans quelques secondes.',
      retryAfter: 1,
    });
  }

  /** What was acknowledged before a command arrived is in the tables that it reads. */
  async #tablesCameUp(projections: readonly string[]): Promise<void> {
    const { store, tables } = this.options;
    if (!tables || projections.length === 0) return;
    const head = await store.head();
    if (await tables.waitFor(head, longestWait, projections)) return;
    throw new TablesBehind(projections, String(head));
  }

  /** Undefined: what was decided on is not what the store has; load again. */
  async #attempt(
    run: CommandRun,
    loaded: StreamState,
    isCurrent: boolean,
  ): Promise<CommandOutcome | undefined> {
    try {
      run.admit(loaded);
      const before = run.executedBefore(loaded);
      if (before) return run.outcomeOf(before);
      run.assertSeen(loaded);
      const decision = await run.decide(loaded.state);
      if (decision.length === 0) return isCurrent ? run.nothingChanged(loaded) : undefined;
      return await this.#append(run, loaded, decision);
    } catch (error) {
      if (error instanceof Rejection && !isCurrent) return undefined;
      // The newer state says whether this very command was executed meanwhile, or the caller's revision is stale.
      if (error instanceof RevisionConflict) return undefined;
      throw error;
    }
  }

  async #append(run: CommandRun, loaded: StreamState, decision: Decision): Promise<CommandOutcome> {
    const events = run.recordable(decision);
    const expectedRevision = loaded.revision < 0 ? 'no-stream' : loaded.revision;
    const appended = await this.options.store.append(run.stream, events, { expectedRevision });
    const executed: ExecutedCommand = {
      hash: run.identity?.hash ?? '',
      result: run.result,
      revision: appended.revision,
      position: String(appended.position),
      events: events.map(({ id, type }) => ({ id, type })),
    };
    if (run.identity) loaded.executed.set(run.identity.id, executed);
    this.#states.keep(run.stream, {
      decider: run.command.decider,
      state: run.evolve(loaded.state, decision),
      revision: appended.revision,
      cafId: loaded.cafId ?? run.request.cafId,
      executed: loaded.executed,
    });
    return run.outcomeOf(executed);
  }

  async #load(command: AnyCommand, stream: string, fresh: boolean) {
    const kept = fresh ? undefined : this.#states.kept(stream, command.decider);
    if (kept) return { state: kept, isCurrent: false };
    // A stream that is about to be made has nothing to read: the append finds out if that is wrong.
    if (command.creates && !fresh) return { state: absent(command), isCurrent: false };
    return { state: await this.#states.current(stream, command.decider), isCurrent: true };
  }
}

const absent = (command: AnyCommand): StreamState => ({
  decider: command.decider,
  state: command.decider.initial,
  revision: -1,
  executed: new Map(),
});

/** A little chance keeps writers of one stream from meeting again at once. */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** Math.min(attempt, 5)));
