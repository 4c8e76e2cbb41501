import { today } from '@ctg/calendar';
import {
  changedNothing,
  type EventMetadata,
  type NewEvent,
  type Warning,
  writtenWarnings,
} from '@ctg/contracts';
import { type EventToAppend, type JsonObject, streamName } from '@ctg/event-store';
import { assertRecorded } from './already-there.js';
import { type CommandIdentity, commandIdentity, createdId, eventIdOf, madeId } from './command-identity.js';
import type { CommandOutcome, CommandRequest } from './command-request.js';
import { type ConventionFrame, warnAfterEnd } from './convention-frame.js';
import type { PastEvent } from './decider.js';
import type {
  AnyCommand,
  AnyDecider,
  ReadModelAccess,
  RouteParams,
  StreamAccess,
  StreamPlace,
} from './define-command.js';
import type { FoldedStream, Place } from './folded-stream.js';
import { notFound, Rejection } from './rejection.js';
import { assertHappened } from './when-it-happened.js';

/** What a convention says that acts are held against. */
export type FrameOf = (params: RouteParams, streams: StreamAccess) => Promise<ConventionFrame | undefined>;

interface RunOptions {
  readonly readModel: ReadModelAccess;
  readonly streams: StreamAccess;
  readonly frame?: FrameOf;
  readonly now?: () => Date;
}

/** One command on its way: what is fixed for it, whatever state it is decided on. */
export class CommandRun {
  readonly stream: string;
  readonly decider: AnyDecider;
  #today: string;
  #rehearsedAt: string | undefined;
  #result: string;
  #warnings: readonly Warning[] = [];
  readonly #subject: string;

  private constructor(
    readonly command: AnyCommand,
    readonly request: CommandRequest,
    readonly identity: CommandIdentity,
    readonly params: RouteParams,
    { subject, part, decider }: StreamPlace,
    private readonly options: RunOptions,
  ) {
    this.decider = decider ?? command.decider;
    this.stream = streamName(this.decider.category, subject, part);
    this.#subject = command.creates ? (params[command.creates] ?? subject) : (part ?? subject);
    this.#result = this.#subject;
    this.#today = today(request.cafId, options.now?.());
  }

  /** The day it is for the Caf; in a rehearsal that of the moment it is to be recorded at. */
  get today(): string {
    return this.#today;
  }

  /** It is rehearsed, and counts as recorded at this moment. */
  rehearseAt(moment: Date): void {
    this.#rehearsedAt = moment.toISOString();
    this.#today = today(this.request.cafId, moment);
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

  /** Nobody reads the doubts of a reaction. */
  async frame(): Promise<ConventionFrame | undefined> {
    const { frame, streams } = this.options;
    const isAsked = this.params.conventionId !== undefined && this.command.creates !== 'conventionId';
    return isAsked && !this.request.causedByEvent ? frame?.(this.params, streams) : undefined;
  }

  /**
   * The events to record. None: everything that was sent is recorded already (a reaction is not held to that: what was
   * asked for was done meanwhile, perhaps otherwise, and that stands).
   */
  decide(state: unknown, facts: unknown, frame?: ConventionFrame): readonly NewEvent[] {
    const { body, actor } = this.request;
    const { params } = this;
    const made: string[] = [];
    const newId = () => {
      const id = madeId(this.identity, made.length);
      made.push(id);
      return id;
    };
    const warnings: Warning[] = [];
    const warn = (code: string, sentence: string) => void warnings.push({ code, sentence });
    const decision = this.command.decide(
      { body, params, facts, actor, today: this.today, newId, warn, frame },
      state,
    );
    this.#warnings = warnings;
    this.#result = this.command.creates ? this.#subject : (made[0] ?? this.#subject);
    if ('recorded' in decision) {
      if (!this.request.causedByEvent) assertRecorded(body, decision);
      return [];
    }
    assertHappened(decision, this.today);
    if (!this.command.comesAfterTheEnd) warnAfterEnd(decision, frame, this.today, warn);
    if (this.request.refuseWarnings && warnings.length > 0) throw warned(warnings);
    return decision;
  }

  /** What stands in the stream for a command under a key that changed nothing, so that it changes nothing ever after. */
  markOfNothing(): readonly NewEvent[] {
    const [service = ''] = this.decider.category.split('.');
    return [changedNothing(service)({ command: this.command.name })];
  }

  recordable(events: readonly NewEvent[]): EventToAppend[] {
    return events.map((event, index) => ({
      id: eventIdOf(this.identity, index),
      type: event.type,
      data: event.data as JsonObject,
      metadata: this.#metadata(event, index === 0 ? this.#warnings : []) as unknown as JsonObject,
    }));
  }

  /** The events as a fold takes them, once they were appended up to a revision. */
  folded(events: readonly NewEvent[], lastRevision: number): (readonly [PastEvent, Place])[] {
    const { conventionId } = this.params;
    return events.map(({ type, data, occurredOn, effectiveOn }, index) => [
      {
        type,
        data: data as JsonObject,
        occurredOn: occurredOn ?? this.today,
        actor: this.request.actor,
        ...(conventionId === undefined ? {} : { conventionId }),
        ...(effectiveOn === undefined ? {} : { effectiveOn }),
      },
      {
        id: eventIdOf(this.identity, index),
        revision: lastRevision - events.length + 1 + index,
        cafId: this.request.cafId,
        bytes: JSON.stringify(data).length,
      },
    ]);
  }

  outcome(revision: number, changes: readonly NewEvent[], position?: bigint): CommandOutcome {
    return {
      id: this.#result,
      stream: this.stream,
      revision,
      ...(position === undefined ? {} : { position: String(position) }),
      events: changes.map(({ type }, index) => ({ id: eventIdOf(this.identity, index), type })),
      ...(changes.length === 0 ? { alreadyThere: true } : {}),
      ...(changes.length > 0 && this.#warnings.length > 0 ? { warnings: this.#warnings } : {}),
    };
  }

  #metadata(event: NewEvent, warnings: readonly Warning[]): EventMetadata {
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
      ...(warnings.length === 0 ? {} : { warnings: writtenWarnings(warnings) }),
      ...(this.#rehearsedAt === undefined ? {} : { rehearsedAt: this.#rehearsedAt }),
      ...(identity.isKeyed
        ? { commandId: identity.id, commandHash: identity.hash, commandResult: this.#result }
        : {}),
    };
  }
}

/** The caller wants no doubt. */
const warned = (warnings: readonly Warning[]) =>
  new Rejection(422, {
    code: 'improbable',
    title: 'C’est improbable : rien n’a été enregistré, comme demandé.',
    expected: 'rien qui soit à vérifier',
    found: warnings.map(({ sentence }) => sentence).join(' ; '),
    advice: 'Vérifiez ; si c’est juste, renvoyez la demande sans « CTG-Warnings: refuse ».',
  });

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
