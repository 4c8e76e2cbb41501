import { today } from '@ctg/calendar';
import { changedNothing, type EventMetadata } from '@ctg/contracts';
import { type EventToAppend, type JsonObject, streamName } from '@ctg/event-store';
import { type CommandIdentity, commandIdentity, createdId, eventIdOf, madeId } from './command-identity.js';
import type { CommandOutcome, CommandRequest } from './command-request.js';
import type { Decision, PastEvent } from './decider.js';
import type {
  AnyCommand,
  ReadModelAccess,
  RouteParams,
  StreamAccess,
  StreamPlace,
} from './define-command.js';
import type { FoldedStream, Place } from './folded-stream.js';
import { notFound, Rejection } from './rejection.js';
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
  #result: string;
  readonly #subject: string;

  private constructor(
    readonly command: AnyCommand,
    readonly request: CommandRequest,
    readonly identity: CommandIdentity,
    readonly params: RouteParams,
    { subject, part }: StreamPlace,
    private readonly options: RunOptions,
  ) {
    this.stream = streamName(command.decider.category, subject, part);
    this.#subject = command.creates ? (params[command.creates] ?? subject) : (part ?? subject);
    this.#result = this.#subject;
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
  admit({ cafId }: FoldedStream): void {
    if (cafId !== undefined && cafId !== this.request.cafId) throw notFound('Objet', this.#subject);
  }

  /** A stream that moved on since the caller saw it is stale. */
  assertSeen({ revision }: FoldedStream): void {
    const seen = this.request.ifRevision;
    if (seen !== undefined && seen !== revision) throw stale(seen, revision);
  }

  async lookUp(): Promise<unknown> {
    const { body, actor } = this.request;
    const { readModel, streams } = this.options;
    return this.command.lookUp?.({ body, params: this.params, actor, readModel, streams });
  }

  decide(state: unknown, facts: unknown): Decision {
    const { body, actor } = this.request;
    const { params } = this;
    const made: string[] = [];
    const newId = () => {
      const id = madeId(this.identity, made.length);
      made.push(id);
      return id;
    };
    const decision = this.command.decide({ body, params, facts, actor, today: this.today, newId }, state);
    assertHappened(decision, this.today);
    this.#result = this.command.creates ? this.#subject : (made[0] ?? this.#subject);
    return decision;
  }

  /** What stands in the stream for a command under a key that changed nothing, so that it changes nothing ever after. */
  markOfNothing(): Decision {
    const [service = ''] = this.command.decider.category.split('.');
    return [changedNothing(service)({ command: this.command.name })];
  }

  recordable(decision: Decision): EventToAppend[] {
    return decision.map((event, index) => ({
      id: eventIdOf(this.identity, index),
      type: event.type,
      data: event.data as JsonObject,
      metadata: this.#metadata(event) as unknown as JsonObject,
    }));
  }

  /** The decision as a fold takes it, once it was appended up to a revision. */
  folded(decision: Decision, lastRevision: number): (readonly [PastEvent, Place])[] {
    const { conventionId } = this.params;
    return decision.map(({ type, data, occurredOn, effectiveOn }, index) => [
      {
        type,
        data: data as JsonObject,
        occurredOn: occurredOn ?? this.today,
        ...(conventionId === undefined ? {} : { conventionId }),
        ...(effectiveOn === undefined ? {} : { effectiveOn }),
      },
      {
        id: eventIdOf(this.identity, index),
        revision: lastRevision - decision.length + 1 + index,
        cafId: this.request.cafId,
        bytes: JSON.stringify(data).length,
      },
    ]);
  }

  outcome(revision: number, changes: Decision, position?: bigint): CommandOutcome {
    return {
      id: this.#result,
      stream: this.stream,
      revision,
      ...(position === undefined ? {} : { position: String(position) }),
      events: changes.map(({ type }, index) => ({ id: eventIdOf(this.identity, index), type })),
    };
  }

  #metadata(event: Decision[number]): EventMetadata {
    const { actor, cafId, correlationId, causationId, reason } = this.request;
    const { conventionId } = this.params;
    const { identity } = this;
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
      ...(identity.isKeyed
        ? { commandId: identity.id, commandHash: identity.hash, commandResult: this.#result }
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
