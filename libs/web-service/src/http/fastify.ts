import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Histogram } from 'prom-client';
import { v7 as newUuid } from 'uuid';
import { parseStrictJson } from './strict-json.js';

const maxBodyBytes = 1024 * 1024;
const requestTimeout = 30_000;
const correlationShape = /^[\w.:-]{1,100}$/;

/** The HTTP server of a service: limits, correlation ids, strict JSON, safe headers, one log line a request. */
export function fastifyAdapter(
  logger: Logger,
  durations: Histogram<'method' | 'route' | 'status'>,
): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: maxBodyBytes,
    requestTimeout,
    routerOptions: { maxParamLength: 200 },
    requestIdHeader: false,
    genReqId: ({ headers }: IncomingMessage) =>
      correlationId(headers['x-correlation-id'], headers.traceparent),
    forceCloseConnections: 'idle',
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseStrictJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'x-correlation-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions?.url ?? 'unknown';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    const line = { correlationId: request.id, method: request.method, route, status: reply.statusCode };
    logger.info({ ...line, milliseconds: Math.round(reply.elapsedTime * 10) / 10 }, 'request');
  });
  return adapter;
}

/** The caller's own id, else the trace it is part of, else a new one. */
function correlationId(
  given: string | string[] | undefined,
  traceparent: string | string[] | undefined,
): string {
  if (typeof given === 'string' && correlationShape.test(given)) return given;
  const trace = typeof traceparent === 'string' ? /^00-([0-9a-f]{32})-/.exec(traceparent)?.[1] : undefined;
  return trace ?? newUuid();
}
