import { today } from '@ctg/calendar';
import type { EventMetadata } from '@ctg/contracts';
import { type EventToAppend, type JsonObject, streamName } from '@ctg/event-store';
import { v7 as newUuid } from 'uuid';
import { assertSameRequest, type CommandIdentity, commandIdentity, createdId } from './command-identity.js';
import type { CommandOutcome, CommandRequest } from './command-request.js';
import { type Decision, ownState } from './decider.js';
import type {
  AnyCommand,
  ReadModelAccess,
  RouteParams,
  StreamAccess,
  StreamPlace,
} from './define-command.js';
import { notFound, Rejection } from './rejection.js';
import type { ExecutedCommand, StreamState } from './stream-states.js';
import { assertHappened } from './when-it-happened.js';

interface RunOptions {
  readonly readModel: ReadModelAccess;
  readonly streams: StreamAccess;
  readonly now?: () => Date;
}

/** One command on its way: what is fixed for it, whatever state it is decided on. */
export class CommandRun {
  readonly stream: string;
  readonly today: string;
  result: string;
  readonly #subject: string;

  private constructor(
    readonly command: AnyCommand,
    readonly request: CommandRequest,
    readonly identity: CommandIdentity | undefined,
    readonly params: RouteParams,
    { subject, part }: StreamPlace,
    private readonly options: RunOptions,
  ) {
    this.stream = streamName(command.decider.category, subject, part);
    this.#subject = command.creates ? (params[command.creates] ?? subject) : (part ?? subject);
    this.result = this.#subject;
    this.today = today(options.now?.() ?? new Date());
  }

  /** Finds the stream that it decides on. @throws Rejection what the stream's name is made of is wrong, or not known */
  static async of(command: AnyCommand, request: CommandRequest, options: RunOptions): Promise<CommandRun> {
    const identity = commandIdentity(command, request);
    const made = command.creates ? { [command.creates]: createdId(identity) } : {};
    const params: RouteParams = { ...request.params, ...made, cafId: request.cafId };
    const place = (await command.stream?.(params, request.body, options.streams)) ?? {
      subject: params.conventionId ?? '',
    };
    return new CommandRun(command, request, identity, params, place, options);
  }

  /** Another tenant's stream is not found. */
  admit(loaded: StreamState): void {
    if (loaded.cafId !== undefined && loaded.cafId !== this.request.cafId)
      throw notFound('Objet', this.#subject);
  }

  /** A stream that moved on since the caller saw it is stale. */
  assertSeen(loaded: StreamState): void {
    const seen = this.request.ifRevision;
    if (seen !== undefined && seen !== loaded.revision) throw stale(seen, loaded.revision);
  }

  executedBefore(loaded: StreamState): ExecutedCommand | undefined {
    const executed = this.identity && loaded.executed.get(this.identity.id);
    if (this.identity && executed) assertSameRequest(executed, this.identity);
    return executed;
  }

  async decide(state: unknown): Promise<Decision> {
    const { body, actor } = this.request;
    const params = this.params;
    const { readModel, streams } = this.options;
    const facts = await this.command.lookUp?.({ body, params, actor, readModel, streams });
    let made: string | undefined;
    const newId = () => {
      const id = newUuid();
      made ??= id;
      return id;
    };
    const decision = this.command.decide({ body, params, facts, actor, today: this.today, newId }, state);
    assertHappened(decision, this.today);
    this.result = this.command.creates ? this.#subject : (made ?? this.#subject);
    return decision;
  }

  recordable(decision: Decision): EventToAppend[] {
    return decision.map((event) => ({
      id: newUuid(),
      type: event.type,
      data: event.data as JsonObject,
      metadata: this.#metadata(event) as unknown as JsonObject,
    }));
  }

  /** The state after what was decided, as if it had been read again. */
  evolve(state: unknown, decision: Decision): unknown {
    const { decider } = this.command;
    const { conventionId } = this.params;
    return decision.reduce<unknown>(
      (before, { type, data, occurredOn, effectiveOn }) =>
        decider.evolve(before, {
          type,
          data: data as JsonObject,
          occurredOn: occurredOn ?? this.today,
          ...(effectiveOn === undefined ? {} : { effectiveOn }),
          ...(conventionId === undefined ? {} : { conventionId }),
        }),
      // What was decided on stays as it was: another command may be looking at it.
      ownState(state),
    );
  }

  outcomeOf(executed: ExecutedCommand): CommandOutcome {
    const { result, revision, position, events } = executed;
    return { id: result, stream: this.stream, revision, position, events };
  }

  nothingChanged(loaded: StreamState): CommandOutcome {
    return { id: this.result, stream: this.stream, revision: loaded.revision, events: [] };
  }

  #metadata(event: Decision[number]): EventMetadata {
    const { actor, cafId, correlationId, causationId, reason } = this.request;
    const { conventionId } = this.params;
    return {
      schemaVersion: event.schemaVersion,
      cafId,
      actor: {
        subject: actor.subject,
        role: actor.role,
        ...(actor.organisation === undefined ? {} : { organisation: actor.organisation }),
      },
      correlationId,
      causationId: causationId ?? correlationId,
      occurredOn: event.occurredOn ?? this.today,
      ...(conventionId === undefined ? {} : { conventionId }),
      ...(event.effectiveOn === undefined ? {} : { effectiveOn: event.effectiveOn }),
      ...(reason === undefined ? {} : { reason }),
      ...(this.identity
        ? { commandId: this.identity.id, commandHash: this.identity.hash, commandResult: this.result }
        : {}),
    };
  }
}

/** The caller decided on a revision that is no longer the newest. */
function stale(seen: number, actual: number): Rejection {
  return new Rejection(412, {
    code: 'stale-revision',
    title: 'Quelqu’un d’autre a modifié cet objet entre-temps.',
    expected: `révision ${seen}`,
    found: actual < 0 ? 'rien encore' : `révision ${actual}`,
    advice: 'Relisez-le, puis recommencez avec sa révision actuelle.',
  });
}
