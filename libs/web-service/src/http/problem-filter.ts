import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '../running/logger.js';
import { asProblem } from './as-problem.js';
import type { Problem } from './problem.js';

/** Whatever went wrong is answered as problem details; what nobody foresaw is logged whole and shown as nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const health = healthReport(error);
    if (health) {
      void reply.status(503).send(health);
      return;
    }
    const problem = asProblem(error) ?? this.#unforeseen(error, request);
    if (problem.status === 503) this.#log('warn', error, request, 'not available');
    // A handler may fail after its time was over: its caller was answered then.
    if (!reply.sent) sendProblem(reply, request.id, problem);
  }

  #log(level: 'warn' | 'error', error: unknown, request: FastifyRequest, what: string): void {
    const { id, routeOptions } = request;
    this.logger[level]({ err: error, correlationId: id, route: routeOptions?.url }, what);
  }

  #unforeseen(error: unknown, request: FastifyRequest): Problem {
    this.#log('error', error, request, 'unforeseen error');
    return {
      type: '/problems/internal-error',
      title: 'Une erreur inattendue est survenue.',
      status: 500,
      advice: `Signalez-la avec le numéro ${request.id}.`,
    };
  }
}

/** Sends a problem with the headers that go with its status. */
export function sendProblem(reply: FastifyReply, correlationId: string, problem: Problem): void {
  const isEarly = problem.type === '/problems/not-known-yet';
  if (isEarly || problem.status === 503) void reply.header('retry-after', '1');
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="ctg"');
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...problem, correlationId }));
}

/** Terminus says "not ready" with an exception whose body is the report. */
function healthReport(error: unknown): object | undefined {
  if (!(error instanceof HttpException) || error.getStatus() !== 503) return undefined;
  const body = error.getResponse();
  return typeof body === 'object' && 'details' in body ? body : undefined;
}
