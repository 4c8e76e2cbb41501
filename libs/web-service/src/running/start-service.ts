import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TokenVerifier } from '@ctg/access';
import { CommandExecutor, type ReadModelAccess } from '@ctg/decider';
import type { EventStore } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import type { FeedStatus, RunningSubscription } from '@ctg/feed';
import { openEmbeddedFeed } from '@ctg/feed/embedded';
import { openReadModel, startProjections } from '@ctg/read-model';
import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { fastifyAdapter } from '../http/fastify.js';
import { ConventionAdmission } from '../known-conventions/admission.js';
import {
  CreateKnownConvention1700000000000,
  KnownConvention,
  knownConventionProjection,
} from '../known-conventions/known-convention.js';
import { startReactions } from '../reactions.js';
import { docsPage, docsPath } from '../routes/docs-page.js';
import { openApiDocument } from '../routes/openapi.js';
import type { ServiceDefinition } from '../service-definition.js';
import type { HealthSources } from './health.js';
import { createLogger, nestLogger } from './logger.js';
import { ServiceMetrics } from './metrics.js';
import { serviceModule } from './service-module.js';

export interface StartOptions {
  /** PostgreSQL of the event store and of the read models. */
  readonly databaseUrl: string;
  readonly verifier: TokenVerifier;
  /** A store that is already open and stays open when the service closes; default: opens its own. */
  readonly store?: EventStore;
  /** pino level; default `info`. */
  readonly logLevel?: string;
  /** Requests a person may make in a minute; default 6,000. */
  readonly requestsPerMinute?: number;
  /** Connections for read models; default 20. */
  readonly poolSize?: number;
}

/** A service that runs. It listens nowhere until it is told to: a runner may put several behind one origin. */
export interface RunningService {
  readonly definition: ServiceDefinition;
  readonly logger: Logger;
  readonly metrics: ServiceMetrics;
  /** Answers one request of a server that somebody else listens with. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Listens on a port of its own; 0 chooses a free one. Returns the address. */
  listen(port: number, host?: string): Promise<string>;
  /** What its readiness check says. */
  readiness(): Promise<{ readonly ready: boolean; readonly details: unknown }>;
  /** How every subscription is doing. */
  statuses(): readonly FeedStatus[];
  /** Takes no new request, lets those in hand finish, stops the subscriptions, closes the pools. */
  close(): Promise<void>;
}

/** Turns a definition into a running NestJS application: tables, projections, reactions, HTTP. */
export async function startService(
  definition: ServiceDefinition,
  options: StartOptions,
): Promise<RunningService> {
  const logger = createLogger(definition.name, options.logLevel ?? 'info');
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const store = options.store ?? (await openPostgresEventStore({ connectionString: options.databaseUrl }));
    if (!options.store) closers.push(() => store.close());
    const dataSource = await openReadModel({
      schema: definition.name.replaceAll('-', '_'),
      url: options.databaseUrl,
      entities: [KnownConvention, ...definition.entities],
      migrations: [CreateKnownConvention1700000000000, ...definition.migrations],
      poolSize: options.poolSize ?? 20,
    });
    closers.push(() => dataSource.destroy());
    const readModel: ReadModelAccess = {
      query: (sql, parameters) => dataSource.query(sql, parameters as unknown[]),
    };
    const feed = await openEmbeddedFeed({ store, dataSource });
    closers.push(() => feed.close());
    const projections = await startProjections({
      dataSource,
      projections: [knownConventionProjection, ...definition.projections],
      ownFeed: feed,
      feed,
      store,
    });
    closers.push(() => projections.stop());
    const executor = new CommandExecutor({ store, readModel });
    const reactions = await startReactions(definition.name, definition.reactions ?? [], feed, executor);
    closers.push(() => Promise.all(reactions.map((one) => one.stop())));
    const statuses = () => [
      ...projections.statuses(),
      ...reactions.map((one: RunningSubscription) => one.status()),
    ];
    const metrics = new ServiceMetrics(definition.name, statuses);
    const health: HealthSources = { store, readModel, statuses };
    const admission = new ConventionAdmission({
      readModel,
      ...(definition.ownsConventions ? { ownStreams: store } : {}),
    });
    const parts = { logger, verifier: options.verifier, executor, admission, projections, health, metrics };
    const app = await NestFactory.create<NestFastifyApplication>(
      serviceModule(definition, parts),
      fastifyAdapter(logger, metrics.durations),
      { logger: nestLogger(logger), bodyParser: false, abortOnError: false },
    );
    await app.register(rateLimit, limitsOf(options.requestsPerMinute ?? 6_000));
    const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    serveDocs(fastify, openApiDocument([definition]));
    await app.init();
    await fastify.ready();
    closers.push(() => app.close());
    return {
      definition,
      logger,
      metrics,
      handle: (request, response) => fastify.routing(request, response),
      listen: async (port, host = '127.0.0.1') => {
        await app.listen(port, host);
        return app.getUrl();
      },
      readiness: async () => {
        const answer = await fastify.inject({ method: 'GET', url: '/health/ready' });
        return { ready: answer.statusCode === 200, details: answer.json() };
      },
      statuses,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A budget for each bearer of a token, else for each address; a bounded number of them is remembered. */
const limitsOf = (max: number): RateLimitPluginOptions => ({
  max,
  timeWindow: 60_000,
  cache: 10_000,
  keyGenerator: ({ headers, ip }) => headers.authorization ?? ip,
});

function serveDocs(fastify: FastifyInstance, document: object): void {
  const answer = docsPage(document);
  for (const url of [docsPath, `${docsPath}/*`]) {
    fastify.get(url, (request, reply) => {
      if (answer(request.raw, reply.raw)) reply.hijack();
      else reply.callNotFound();
    });
  }
}
