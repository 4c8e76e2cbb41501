import type { NewEvent } from '@ctg/contracts';
import { EventIdReused, type EventStore, RevisionConflict } from '@ctg/event-store';
import type { CommandOutcome, CommandRequest } from './command-request.js';
import { CommandRun, type FrameOf } from './command-run.js';
import type { AnyCommand, ReadModelAccess } from './define-command.js';
import { FoldedStream } from './folded-stream.js';
import { assertFact, assertNotRehearsed, Rehearsal } from './rehearsal.js';
import { Rejection } from './rejection.js';
import { executedBefore, keyReused } from './repeated-command.js';
import type { Snapshots } from './snapshots.js';
import { concurrentChanges, StreamQueue } from './stream-queue.js';
import { StreamStates } from './stream-states.js';
import { type Tables, WaitingForTables } from './waiting-for-tables.js';

export interface ExecutorOptions {
  readonly store: EventStore;
  /** The service's tables, as a tenant sees them. */
  readonly readModel: (cafId: string) => ReadModelAccess;
  /** How far the tables that look-ups read have come; without it they are read as they are. */
  readonly tables?: Tables;
  /** Where states of long streams are written down; without it every stream is folded from its beginning. */
  readonly snapshots?: Snapshots;
  /** What a convention says that acts are held against; without it no act is. */
  readonly frame?: FrameOf;
  /** A command may say when it counts as recorded; where this is left out one that does is refused. */
  readonly rehearsal?: boolean;
  /** For tests of time; default: the machine's clock. */
  readonly now?: () => Date;
}

/** Times that a command is decided, when other processes write to its stream meanwhile. */
const maxAttempts = 8;

/**
 * Loads, decides, appends. A conflict is decided again on the newer state (deciding is pure, so that is safe) unless the
 * caller named the revision it saw. A refusal or a "nothing to do" counts only when it was decided on the state as the
 * store has it now, and on tables that have come to where the store was when the command arrived.
 *
 * @throws Rejection the domain, the tenant, If-Match or the Idempotency-Key says no
 * @throws TablesBehind the tables did not come so far in time; to be tried again
 */
export class CommandExecutor {
  readonly #states: StreamStates;
  readonly #queue = new StreamQueue();
  readonly #waiting: WaitingForTables;
  readonly #rehearsal: Rehearsal | undefined;

  constructor(private readonly options: ExecutorOptions) {
    const { store, now, rehearsal } = options;
    this.#rehearsal = rehearsal ? new Rehearsal(store, now) : undefined;
    const { snapshots } = options;
    this.#states = new StreamStates(store, snapshots, undefined, rehearsal ? undefined : assertFact);
    this.#waiting = new WaitingForTables(options.store, options.tables);
  }

  async execute(command: AnyCommand, request: CommandRequest): Promise<CommandOutcome> {
    if (!this.#rehearsal) assertNotRehearsed(request);
    const streams = this.#states.ofTenant(request.cafId);
    return this.#waiting.around(command, async () => {
      const run = await CommandRun.of(command, request, {
        ...this.options,
        readModel: this.options.readModel(request.cafId),
        streams,
      });
      return this.#queue.inTurn(run.stream, () => this.#decided(run));
    });
  }

  async #decided(run: CommandRun): Promise<CommandOutcome> {
    let fresh = false;
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const { folded, isCurrent } = await this.#load(run, fresh);
      const outcome = await this.#attempt(run, folded, isCurrent);
      if (outcome) return outcome;
      fresh = true;
      if (isCurrent) await pause(attempt);
    }
    throw concurrentChanges();
  }

  /** Undefined: what was decided on is not what the store has; load again. */
  async #attempt(
    run: CommandRun,
    folded: FoldedStream,
    isCurrent: boolean,
  ): Promise<CommandOutcome | undefined> {
    const { revision } = folded;
    try {
      run.admit(folded);
      const before = await this.#before(run);
      if (before) return before;
      run.assertSeen(folded);
      if (this.#rehearsal) run.rehearseAt(await this.#rehearsal.momentOf(run, revision));
      const facts = await run.lookUp();
      const frame = await run.frame();
      // Moved on meanwhile: this very command may be among what was recorded, and was not looked for there.
      if (folded.revision !== revision) return undefined;
      const changes = run.decide(folded.state, facts, frame);
      if (changes.length > 0) return await this.#append(run, folded, changes);
      if (!isCurrent) return undefined;
      return run.identity.isKeyed ? await this.#append(run, folded, []) : run.outcome(revision, []);
    } catch (error) {
      if (error instanceof Rejection && !isCurrent) return undefined;
      // The newer state says whether this very command was executed meanwhile, or the caller's revision is stale.
      if (error instanceof RevisionConflict) return undefined;
      if (error instanceof EventIdReused && run.identity.isKeyed) {
        if (await this.#before(run)) return undefined;
        throw keyReused();
      }
      throw error;
    }
  }

  #before({ identity, stream }: CommandRun): Promise<CommandOutcome | undefined> {
    return identity.isKeyed
      ? executedBefore(this.options.store, stream, identity)
      : Promise.resolve(undefined);
  }

  async #append(
    run: CommandRun,
    folded: FoldedStream,
    changes: readonly NewEvent[],
  ): Promise<CommandOutcome> {
    const recorded = changes.length > 0 ? changes : run.markOfNothing();
    const expectedRevision = folded.revision < 0 ? 'no-stream' : folded.revision;
    const appended = await this.options.store.append(run.stream, run.recordable(recorded), {
      expectedRevision,
    });
    this.#states.advance(run.stream, folded, run.folded(recorded, appended.revision));
    return run.outcome(appended.revision, changes, changes.length > 0 ? appended.position : undefined);
  }

  async #load({ command, decider, stream }: CommandRun, fresh: boolean) {
    const kept = fresh ? undefined : this.#states.kept(stream, decider);
    if (kept) return { folded: kept, isCurrent: false };
    // A stream that is about to be made has nothing to read: the append finds out if that is wrong.
    if (command.creates && !fresh) return { folded: new FoldedStream(decider), isCurrent: false };
    return { folded: await this.#states.current(stream, decider), isCurrent: true };
  }
}

/** A little chance keeps writers of one stream from meeting again at once. */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** Math.min(attempt, 5)));
