import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { fastifyAdapter } from '../http/fastify.js';
import { refuseOtherMethods } from '../http/other-methods.js';
import { catalogueOf } from '../routes/catalogue-route.js';
import { docsPage, docsPath } from '../routes/docs-page.js';
import { openApiDocument } from '../routes/openapi.js';
import type { ServiceDefinition } from '../service-definition.js';
import { nestLogger } from './logger.js';
import type { StartOptions } from './running-service.js';
import { type ServiceParts, serviceModule } from './service-module.js';

/** The NestJS application of a service on Fastify, ready to answer. */
export async function httpApplication(
  definition: ServiceDefinition,
  parts: ServiceParts,
  options: StartOptions,
): Promise<{ readonly app: NestFastifyApplication; readonly fastify: FastifyInstance }> {
  const { requestsPerMinute = 6_000, answerWithin = 30_000, mostInHand = 1_000 } = options;
  const { logger, metrics } = parts;
  const app = await NestFactory.create<NestFastifyApplication>(
    serviceModule(definition, parts),
    fastifyAdapter({ logger, durations: metrics.durations, answerWithin, mostInHand }),
    { logger: nestLogger(logger), bodyParser: false, abortOnError: false },
  );
  await app.register(rateLimit, limitsOf(requestsPerMinute));
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  serveDocs(fastify, openApiDocument([definition]));
  refuseOtherMethods(fastify, routesOf(definition));
  await app.init();
  await fastify.ready();
  return { app, fastify };
}

/** A budget for each bearer of a token, else for each address; a bounded number of them is remembered. */
const limitsOf = (max: number): RateLimitPluginOptions => ({
  max,
  timeWindow: 60_000,
  cache: 10_000,
  keyGenerator: ({ headers, ip }) => headers.authorization ?? ip,
  // Whoever watches over the service must not be turned away.
  allowList: ({ url }) => url.startsWith('/health/'),
});

function routesOf(definition: ServiceDefinition) {
  const { commands, queries, operations } = catalogueOf(definition);
  return [
    ...commands.map(({ route }) => ({ method: 'POST' as const, url: route })),
    ...queries.map(({ route }) => ({ method: 'GET' as const, url: route })),
    ...operations.map(({ method, route }) => ({ method, url: route })),
    ...(definition.controllerRoutes ?? []).map(({ route }) => ({ method: 'GET' as const, url: route })),
    { method: 'GET' as const, url: `/api/${definition.name}/catalogue` },
  ];
}

function serveDocs(fastify: FastifyInstance, document: object): void {
  const answer = docsPage(document);
  for (const url of [docsPath, `${docsPath}/*`]) {
    fastify.get(url, (request, reply) => {
      if (answer(request.raw, reply.raw)) reply.hijack();
      else reply.callNotFound();
    });
  }
}
