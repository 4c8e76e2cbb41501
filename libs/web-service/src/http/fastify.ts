import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Histogram } from 'prom-client';
import { answerBrokenAddress, answerBrokenHttp } from './broken-request.js';
import { correlationId } from './correlation-id.js';
import { boundRequestsInHand, type Patience } from './requests-in-hand.js';
import { safeHeaders } from './safe-headers.js';
import { acceptOnlyStrictJson } from './strict-json-body.js';

const requestTimeout = 30_000;

export interface HttpOptions extends Patience {
  readonly logger: Logger;
  readonly durations: Histogram<'method' | 'route' | 'status'>;
}

/** The HTTP server of a service: limits, correlation ids, strict JSON, safe headers, one log line a request. */
export function fastifyAdapter({ logger, durations, ...patience }: HttpOptions): FastifyAdapter {
  const adapter = new FastifyAdapter({
    requestTimeout,
    routerOptions: { maxParamLength: 200 },
    requestIdHeader: false,
    genReqId: ({ headers }: IncomingMessage) => correlationId(headers),
    forceCloseConnections: 'idle',
    frameworkErrors: answerBrokenAddress,
    clientErrorHandler: answerBrokenHttp,
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  acceptOnlyStrictJson(fastify);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers({ ...safeHeaders, 'x-correlation-id': request.id });
  });
  boundRequestsInHand(fastify, patience);
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions?.url ?? 'unknown';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    const line = { correlationId: request.id, method: request.method, route, status: reply.statusCode };
    logger.info({ ...line, milliseconds: Math.round(reply.elapsedTime * 10) / 10 }, 'request');
  });
  return adapter;
}
