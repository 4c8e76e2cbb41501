import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Seats } from '../access/seats.js';
import { whenOver } from './when-over.js';

/** More requests are in hand than can be answered in time, or this one was not. */
class Overloaded extends Error {
  override readonly name = 'Overloaded';
  readonly statusCode = 503;
}

/** How many requests a service has in hand, and for how long. */
export interface InHandLimits {
  /** A request not answered in so many milliseconds is answered 503; its work may still come to an end. */
  readonly answerWithin: number;
  /** Requests in hand at once; more are answered 503. */
  readonly mostInHand: number;
}

/**
 * Lets nobody wait without end: a request that came too many, or that takes too long, is told to come back. Health checks
 * always pass, or a busy service would be taken for a dead one. A request is in hand once its body is there: who sends
 * slowly takes no place from others. Of all requests, those still arriving included, one person has a share.
 *
 * One look at the oldest requests now and then, not a timer a request as Fastify's `handlerTimeout` has: that one costs a
 * quarter of the throughput.
 */
export function boundRequestsInHand(
  fastify: FastifyInstance,
  { answerWithin, mostInHand }: InHandLimits,
  shares: Seats,
): void {
  const inHand = new Map<FastifyReply, number>();
  fastify.addHook('onRequest', async ({ actor }, reply) => {
    if (actor) whenOver(reply.raw, shares.take(actor));
  });
  fastify.addHook('preHandler', async ({ url }, reply) => {
    if (url.startsWith('/health/')) return;
    if (inHand.size >= mostInHand) throw new Overloaded();
    inHand.set(reply, performance.now());
    whenOver(reply.raw, () => inHand.delete(reply));
  });
  const giveUpLate = () => {
    const latest = performance.now() - answerWithin;
    for (const [reply, since] of inHand) {
      // In the order of their arrival: the rest came later.
      if (since > latest) return;
      if (!reply.sent) reply.send(new Overloaded());
    }
  };
  const looking = setInterval(giveUpLate, Math.max(10, Math.min(1_000, answerWithin / 10)));
  looking.unref();
  fastify.addHook('onClose', async () => clearInterval(looking));
}
