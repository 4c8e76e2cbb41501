import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { FloodLog } from '../running/flood-log.js';
import { LOGGER } from '../running/logger.js';
import { asProblem } from './as-problem.js';
import type { Problem } from './problem.js';

/** Whatever went wrong is answered as problem details; what nobody foresaw is logged whole and shown as nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(FloodLog) private readonly flood: FloodLog,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const health = healthReport(error);
    if (health) {
      void reply.status(503).send(health);
      return;
    }
    // Its sender has gone, or was shown the door, while the body was still arriving: nobody hears an answer.
    if (!request.raw.complete && request.raw.destroyed) return;
    const problem = asProblem(error) ?? this.#unforeseen(error, request);
    if (problem.status === 503) this.#unavailable(error, request);
    // A handler may fail after its time was over: its caller was answered then.
    if (!reply.sent) sendProblem(reply, request.id, problem);
  }

  /** One line a second and kind, without the stack: when a database is away, every request says the same. */
  #unavailable(error: unknown, { id, routeOptions }: FastifyRequest): void {
    const { name, message } = error as Error;
    this.flood.warn(`not available: ${name}`, {
      error: message,
      correlationId: id,
      route: routeOptions?.url,
    });
  }

  #unforeseen(error: unknown, request: FastifyRequest): Problem {
    const { id, routeOptions } = request;
    this.logger.error({ err: error, correlationId: id, route: routeOptions?.url }, 'unforeseen error');
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
  const again = retryAfter(problem);
  if (again !== undefined) void reply.header('retry-after', String(again));
  if (problem.status === 401) void reply.header('www-authenticate', challenge(reply.request));
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...problem, correlationId }));
}

/** Whatever says "later" says when. */
const retryAfter = ({ status, retryAfter }: Problem): number | undefined =>
  retryAfter ?? (status === 503 || status === 429 ? 1 : undefined);

/** RFC 6750 §3: a token that was sent and is not accepted is told apart from none. */
const challenge = ({ headers: { authorization } }: FastifyRequest): string =>
  /^Bearer /i.test(authorization ?? '') ? 'Bearer realm="ctg", error="invalid_token"' : 'Bearer realm="ctg"';

/** Terminus says "not ready" with an exception whose body is the report. */
function healthReport(error: unknown): object | undefined {
  if (!(error instanceof HttpException) || error.getStatus() !== 503) return undefined;
  const body = error.getResponse();
  return typeof body === 'object' && 'details' in body ? body : undefined;
}
