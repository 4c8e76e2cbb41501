import type { Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Histogram } from 'prom-client';
import type { FloodLog } from '../running/flood-log.js';
import { answerBrokenAddress, answerBrokenHttp } from './broken-request.js';
import { correlationId } from './correlation-id.js';
import type { InHand } from './in-hand.js';
import { plainTarget } from './request-target.js';
import { strictTransport } from './security-headers.js';
import { lingerAfterAnswer, type SenderLimits, serverLimits } from './server-limits.js';
import { acceptOnlyStrictJson } from './strict-json-body.js';

export interface HttpOptions extends SenderLimits {
  readonly logger: Logger;
  readonly flood: FloodLog;
  readonly durations: Histogram<'method' | 'route' | 'status'>;
  /** Proxies whose `X-Forwarded-…` is believed: addresses, networks, `loopback`, `uniquelocal`. Default: none. */
  readonly trustedProxies?: readonly string[];
  readonly inHand: InHand;
}

/** The HTTP server of a service: limits, correlation ids, strict JSON, plain addresses, one log line a request. */
export function fastifyAdapter(options: HttpOptions): FastifyAdapter {
  const { trustedProxies = [], inHand } = options;
  const { requestTimeout, ...limits } = serverLimits(options);
  const serverOptions: FastifyHttpOptions<Server> = {
    requestTimeout,
    http: limits,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    routerOptions: { maxParamLength: 200 },
    rewriteUrl: ({ url = '/' }) => plainTarget(url),
    requestIdHeader: false,
    genReqId: ({ headers }) => correlationId(headers),
    forceCloseConnections: 'idle',
    // What comes on a connection that is still open is answered, and told to close it.
    return503OnClosing: false,
    frameworkErrors: answerBrokenAddress,
    clientErrorHandler: answerBrokenHttp,
  };
  const adapter = new FastifyAdapter(serverOptions);
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  acceptOnlyStrictJson(fastify);
  fastify.addHook('onRequest', async (request, reply) => {
    inHand.add(reply.raw);
    void reply.headers({ 'cache-control': 'no-store', 'x-correlation-id': request.id });
    if (request.protocol === 'https') void reply.headers(strictTransport);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    lingerAfterAnswer(request.raw);
    tell(options, request, reply);
  });
  return adapter;
}

/** What anybody can provoke without end, known or not. */
const floods = new Set([408, 429, 503]);

function tell({ durations, logger, flood }: HttpOptions, request: FastifyRequest, reply: FastifyReply): void {
  const route = request.routeOptions?.url ?? 'unknown';
  const { statusCode: status, elapsedTime } = reply;
  durations.observe({ method: request.method, route, status }, elapsedTime / 1000);
  const milliseconds = Math.round(elapsedTime * 10) / 10;
  const line = { correlationId: request.id, method: request.method, route, status, milliseconds };
  const isFlood = status >= 400 && (request.actor === undefined || floods.has(status));
  if (isFlood) flood.info(`request refused: ${status}`, line);
  else logger.info(line, 'request');
}
