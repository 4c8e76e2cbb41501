import type { Actor, Role } from '@ctg/access';
import type { PublishedEvent } from '@ctg/contracts';
import type { AnyCommand, CommandOutcome, RouteParams } from '@ctg/decider';
import type { EventStore } from '@ctg/event-store';
import type { KafkaSettings } from '@ctg/feed/kafka';
import type { Projection } from '@ctg/read-model';
import type { Type } from '@nestjs/common';
import type { DataSource, EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm';
import type { z } from 'zod';
import type { SeenTables } from './access/seen-tables.js';
import type { Answered } from './answers/answered.js';
import type { AnyOperation, Background } from './operations/operation.js';
import type { RouteParts } from './routes/route-parts.js';

/** A question: GET under `/api/<service>`. */
export interface QueryDefinition<Query = unknown, Answer = unknown> {
  /** `partners.list-conventions`. */
  readonly name: string;
  /** French: « Lister les conventions ». */
  readonly title: string;
  readonly roles: readonly Role[];
  /** `/conventions/:conventionId`. When it names `conventionId`, the right to read that convention is checked first. */
  readonly route: string;
  /** The query string, `z.strictObject`. */
  readonly query: z.ZodType<Query>;
  /** What is answered, for the documentation and typed clients; tests hold every answer against it. */
  readonly answerSchema: z.ZodType<Answer>;
  /**
   * The projections that the answer is read from: with `CTG-After-Position` only these are waited for, so that another one
   * that is being built keeps nobody waiting. Tests hold every statement against it. What says who may read the
   * convention that the route names is added by itself.
   */
  // biome-ignore lint/suspicious/noExplicitAny: projections of every row
  readonly reads: readonly Projection<any>[];
  /** Answers, or throws `notFound`. Must itself keep to the actor's tenant where the route names no convention. */
  answer(input: {
    readonly query: Query;
    readonly params: RouteParams;
    readonly actor: Actor;
    readonly readModel: SeenTables;
  }): Promise<Answered<NoInfer<Answer>>>;
}

// biome-ignore lint/suspicious/noExplicitAny: the registry holds queries of every shape
export type AnyQuery = QueryDefinition<any, any>;

/** Defines a query whose answer is small by nature; the types of the query string and of the answer are inferred. */
export const defineQuery = <Query, Answer>(
  definition: QueryDefinition<Query, Answer>,
): QueryDefinition<Query, Answer> => definition;

/**
 * A process manager: on another service's event it gives commands to its own. It has its own checkpoint, is no read
 * model and therefore never runs during a rebuild; its commands carry ids made from the event's, so that a repeated
 * delivery changes nothing.
 */
export interface Reaction {
  readonly name: string;
  readonly eventTypes: readonly string[];
  react(event: PublishedEvent, execute: ReactionExecute): Promise<void>;
}

/** Executes a command because of an event: actor, tenant and correlation are those of the event. */
export type ReactionExecute = (
  command: AnyCommand,
  input: { readonly params: RouteParams; readonly body: unknown; readonly id?: string },
) => Promise<CommandOutcome>;

/** What a background task works with. */
export interface BackgroundParts {
  readonly store: EventStore;
  /** The service's own tables. */
  readonly dataSource: DataSource;
  /** Set when events travel over Kafka. */
  readonly kafka?: KafkaSettings;
  /** Writes a sentence for operators into the log. */
  readonly notice: (sentence: string) => void;
}

/** What a controller of its own answers to GET, for the documentation and for those who ask with another method. */
export interface ControllerRoute {
  /** `feed.read-page`. */
  readonly name: string;
  /** French. */
  readonly title: string;
  readonly description?: string;
  readonly roles: readonly Role[] | 'anybody';
  /** Whole path: `/api/feed/stream`. */
  readonly route: string;
  readonly query?: z.ZodType;
  /** Media type of the answer. */
  readonly produces: string;
  /** What is answered. */
  readonly answerSchema: z.ZodType;
}

/** What the routes of a service may be refused with, beside what any may: read off the sources by `npm run docs`. */
export interface RouteRefusals {
  /** By status and code (`409 already-signed`): what is said. French. */
  readonly said: Readonly<Record<string, string>>;
  /** By name of the route. */
  readonly routes: Readonly<Record<string, readonly string[]>>;
}

/** Everything that makes one service; `startService` turns it into a running NestJS application. */
export interface ServiceDefinition {
  /** The NestJS module that it was gathered from (`definitionOf`); left out: what follows is one feature. */
  readonly module?: Type<unknown>;
  /** URL prefix `/api/<name>` and, with `_` for `-`, the database schema. */
  readonly name: string;
  /** French. */
  readonly title: string;
  readonly commands: readonly AnyCommand[];
  readonly queries: readonly AnyQuery[];
  /** For the documentation. */
  readonly refusals?: RouteRefusals;
  // biome-ignore lint/suspicious/noExplicitAny: entities of every row
  readonly projections: readonly Projection<any>[];
  readonly reactions?: readonly Reaction[];
  /** What those who run the platform can do here, beside what every service offers them. */
  readonly operations?: readonly AnyOperation[];
  /** NestJS controllers of another shape (streams); like all, a route without `@AllowRoles` is closed to everybody. */
  readonly controllers?: (parts: RouteParts) => readonly Type<unknown>[];
  /** Each route of those controllers. */
  readonly controllerRoutes?: readonly ControllerRoute[];
  /** Started with the service; answers undefined when there is nothing to do in these surroundings. */
  readonly background?: (parts: BackgroundParts) => Promise<Background | undefined>;
  /** Only partners: the streams of conventions are its own, so it need not wait to learn of them. */
  readonly ownsConventions?: boolean;
  /** TypeORM entities without a schema of their own: the service's schema is first in the search path. */
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}
