import cors, { type FastifyCorsOptions } from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { authenticateFirst } from '../access/authenticate-first.js';
import { requestBudgets } from '../access/request-budgets.js';
import { Seats } from '../access/seats.js';
import { fastifyAdapter } from '../http/fastify.js';
import { InHand } from '../http/in-hand.js';
import { refuseOtherMethods } from '../http/other-methods.js';
import { refuseWrongHeads } from '../http/request-head.js';
import { boundRequestsInHand } from '../http/requests-in-hand.js';
import { safeHeaders } from '../http/security-headers.js';
import { OperationsModule } from '../module/operations-module.js';
import { PlatformModule, type ServiceParts } from '../module/platform-module.js';
import { moduleOf } from '../module/service-module.js';
import { openApiDocument } from '../openapi/document.js';
import { catalogueOf } from '../routes/catalogue-route.js';
import { docsPage, docsPath } from '../routes/docs-page.js';
import type { ServiceDefinition } from '../service-definition.js';
import { nestLogger } from './logger.js';
import type { StartOptions } from './running-service.js';

export interface HttpApplication {
  readonly app: NestFastifyApplication;
  readonly fastify: FastifyInstance;
  readonly inHand: InHand;
}

/** The NestJS application of a service on Fastify, ready to answer. */
export async function httpApplication(
  definition: ServiceDefinition,
  parts: ServiceParts,
  options: StartOptions,
): Promise<HttpApplication> {
  const { requestsPerMinute = 6_000, answerWithin = 30_000, mostInHand = 1_000, corsOrigins = [] } = options;
  const { logger, flood, metrics, verifier } = parts;
  const inHand = new InHand();
  const { receiveWithin, trustedProxies } = options;
  const app = await NestFactory.create<NestFastifyApplication>(
    applicationOf(definition, parts),
    fastifyAdapter({
      logger,
      flood,
      durations: metrics.durations,
      inHand,
      ...(receiveWithin === undefined ? {} : { receiveWithin }),
      ...(trustedProxies === undefined ? {} : { trustedProxies }),
    }),
    { logger: nestLogger(logger), bodyParser: false, abortOnError: false },
  );
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await fastify.register(helmet, safeHeaders);
  refuseWrongHeads(fastify);
  if (corsOrigins.length > 0) await fastify.register(cors, corsOf(corsOrigins));
  authenticateFirst(fastify, verifier, await requestBudgets(fastify, requestsPerMinute));
  boundRequestsInHand(fastify, { answerWithin, mostInHand }, sharesOf(mostInHand));
  serveDocs(fastify, openApiDocument([definition]));
  refuseOtherMethods(fastify, routesOf(definition));
  await app.init();
  await fastify.ready();
  return { app, fastify, inHand };
}

/** The platform, the service's own module, and what is asked of every service. */
const applicationOf = (definition: ServiceDefinition, parts: ServiceParts): DynamicModule => ({
  module: class Application {},
  imports: [PlatformModule.forRoot(parts), moduleOf(definition), OperationsModule.forRoot(definition, parts)],
});

/** A quarter of all that can be in hand is for one person, three quarters for one Caf. */
const sharesOf = (mostInHand: number) =>
  new Seats({
    ofPerson: Math.ceil(mostInHand / 4),
    ofCaf: Math.ceil((mostInHand * 3) / 4),
    ofAll: Number.POSITIVE_INFINITY,
    full: { code: 'too-many-at-once', title: 'Trop de demandes sont en cours.' },
  });

/** Which pages of other origins may call; our own page needs none of it. */
const corsOf = (origins: readonly string[]): FastifyCorsOptions => ({
  origin: [...origins],
  methods: ['GET', 'HEAD', 'POST'],
  exposedHeaders: ['ETag', 'Retry-After', 'X-Correlation-Id'],
  maxAge: 600,
  strictPreflight: false,
  // The address answers OPTIONS itself, with Allow.
  preflightContinue: true,
});

function routesOf(definition: ServiceDefinition) {
  const { commands, queries, operations } = catalogueOf(definition);
  return [
    ...commands.map(({ route }) => ({ method: 'POST' as const, url: route })),
    ...queries.map(({ route }) => ({ method: 'GET' as const, url: route })),
    ...operations.map(({ method, route }) => ({ method, url: route })),
    ...(definition.controllerRoutes ?? []).map(({ route }) => ({ method: 'GET' as const, url: route })),
    ...[`/api/${definition.name}/catalogue`, '/health/live', '/health/ready', '/metrics', docsPath].map(
      (url) => ({ method: 'GET' as const, url }),
    ),
  ];
}

function serveDocs(fastify: FastifyInstance, document: object): void {
  const answer = docsPage(document);
  for (const url of [docsPath, `${docsPath}/*`]) {
    fastify.get(url, { config: { allowed: 'anybody' } }, (request, reply) => {
      if (answer(request.raw, reply.raw)) reply.hijack();
      else reply.callNotFound();
    });
  }
}
